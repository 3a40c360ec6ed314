package dev.keepwatch.agent.volume;

import dev.keepwatch.agent.digest.Digests;
import dev.keepwatch.agent.journal.PackingState.Begun;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Cuts the data of one entry into members (FORMAT.md §4.2): up to 65,535 bytes make one member,
/// more make parts of exactly 65,536 bytes and a last one that is shorter, perhaps empty.
final class MemberOutput extends OutputStream {

  static final int PART = 65536;

  private final VolumePacker packer;
  private final byte[] buffer;
  private final MemberName.Kind kind;
  private final ArchivePath path;
  private final FileMetadata metadata;
  private final Optional<Begun> before;

  /// Of the parts; most entries have none.
  private @Nullable MessageDigest digest;

  private int filled;

  /// Parts that are done: in a volume, or known to be in one.
  private int parts;

  /// @param buffer of [#PART] bytes, this output's own until it is closed
  /// @param before what an interrupted run has stored of the entry; its parts are not written
  ///   again, and must come out the same
  MemberOutput(
      VolumePacker packer,
      byte[] buffer,
      MemberName.Kind kind,
      ArchivePath path,
      FileMetadata metadata,
      Optional<Begun> before) {
    this.packer = packer;
    this.buffer = buffer;
    this.kind = kind;
    this.path = path;
    this.metadata = metadata;
    this.before = before;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      int count = Math.min(left, PART - filled);
      System.arraycopy(data, from, buffer, filled, count);
      filled += count;
      from += count;
      left -= count;
      if (filled == PART) {
        writePart(false);
      }
    }
  }

  private void writePart(boolean last) throws IOException {
    int part = parts + 1;
    if (part > partsBefore()) {
      packer.member(new MemberName(kind, path, part), metadata, buffer, filled, last);
    } else if (last) {
      throw changed("it ends where it went on");
    }
    parts = part;
    digest().update(buffer, 0, filled);
    filled = 0;
    if (parts == partsBefore() && !digestSoFar().equals(before.orElseThrow().digest())) {
      throw changed("its beginning is not what was stored of it");
    }
  }

  private int partsBefore() {
    return before.map(Begun::parts).orElse(0);
  }

  private ChangedMeanwhileException changed(String how) {
    return new ChangedMeanwhileException(path, how);
  }

  private MessageDigest digest() {
    var begun = digest;
    if (begun == null) {
      begun = Digests.sha256();
      digest = begun;
    }
    return begun;
  }

  private String digestSoFar() {
    try {
      return Digests.hex((MessageDigest) digest().clone());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("every SHA-256 of Java can be cloned", e);
    }
  }

  /// What stands in volumes of an entry whose next part is being written.
  Optional<Begun> packing() {
    return parts == 0
        ? Optional.empty()
        : Optional.of(
            new Begun(
                kind,
                parts,
                digestSoFar(),
                before.map(Begun::metadata).orElseGet(() -> HeaderDigest.of(metadata))));
  }

  /// Whether something of the entry stands in a volume already, so that there is no way back.
  boolean begun() {
    return parts > 0 || before.isPresent();
  }

  /// Whether anything is stored of the file, with the first of its parts, that is not so any more.
  boolean touchedMeanwhile() {
    return before.filter(then -> !then.metadata().equals(HeaderDigest.of(metadata))).isPresent();
  }

  /// Writes what is left. Who gives the entry up before [#begun()] simply does not close this.
  @Override
  public void close() throws IOException {
    if (parts == 0 && before.isEmpty()) {
      packer.member(new MemberName(kind, path, 0), metadata, buffer, filled, true);
    } else {
      writePart(true);
    }
  }
}
