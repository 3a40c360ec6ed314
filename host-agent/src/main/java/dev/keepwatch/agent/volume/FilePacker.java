package dev.keepwatch.agent.volume;

import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.journal.PackingState.Begun;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.agent.rsync.BlockLength;
import dev.keepwatch.agent.rsync.DeltaWriter;
import dev.keepwatch.agent.rsync.Signature;
import dev.keepwatch.agent.rsync.SignatureWriter;
import dev.keepwatch.agent.signatures.SignatureArchiveWriter;
import dev.keepwatch.agent.source.SourceEntry;
import dev.keepwatch.agent.source.SourceProblems;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.MemberName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a file once, and packs its data, or its difference from an earlier state, and its sums.
final class FilePacker {

  /// Beside -1, the end of the file.
  private static final int FAILED = -2;

  private final VolumePacker volumes;
  private final SignatureArchiveWriter signatures;
  private final SourceProblems problems;
  private final Spool spool;
  private final BlockLength blockLength;
  private final byte[] part = new byte[MemberOutput.PART];
  private final byte[] buffer = new byte[MemberOutput.PART];

  /// The data of the file that is being packed.
  private @Nullable MemberOutput output;

  FilePacker(
      VolumePacker volumes,
      SignatureArchiveWriter signatures,
      SourceProblems problems,
      Spool spool,
      BlockLength blockLength) {
    this.volumes = volumes;
    this.signatures = signatures;
    this.problems = problems;
    this.spool = spool;
    this.blockLength = blockLength;
  }

  /// What stands in volumes of the file that is being packed, if one is.
  Optional<Begun> packing() {
    return Optional.ofNullable(output).flatMap(MemberOutput::packing);
  }

  /// @param begun what an interrupted run has stored of it
  /// @return how many bytes the file has, -1 if nothing of it was stored
  long whole(SourceEntry entry, Optional<Begun> begun) throws IOException {
    var member = member(MemberName.Kind.SNAPSHOT, entry, begun);
    return pack(entry, member, FileSink.plain(member));
  }

  /// @param basis sums of the earlier state
  /// @param begun what an interrupted run has stored of the difference
  /// @return how many bytes the file has, -1 if nothing of it was stored
  long difference(SourceEntry entry, Signature basis, Optional<Begun> begun) throws IOException {
    var member = member(MemberName.Kind.DIFF, entry, begun);
    return pack(entry, member, FileSink.delta(new DeltaWriter(basis, member)));
  }

  private MemberOutput member(MemberName.Kind kind, SourceEntry entry, Optional<Begun> begun)
      throws ChangedMeanwhileException {
    if (begun.isPresent() && begun.get().kind() != kind) {
      throw new ChangedMeanwhileException(
          entry.path(), "a difference was stored, or now is to be stored");
    }
    return new MemberOutput(volumes, part, kind, entry.path(), entry.metadata(), begun);
  }

  private long pack(SourceEntry entry, MemberOutput member, FileSink sink) throws IOException {
    output = member;
    try (var file = open(entry);
        var sums = new SpillBuffer(spool.file("signature"))) {
      return file == null ? nothing(entry, member) : pack(entry, member, sink, file, sums);
    } finally {
      output = null;
    }
  }

  private static long nothing(SourceEntry entry, MemberOutput member)
      throws ChangedMeanwhileException {
    if (member.begun()) {
      throw new ChangedMeanwhileException(entry.path(), "it cannot be read any more");
    }
    return -1;
  }

  private long pack(
      SourceEntry entry, MemberOutput member, FileSink sink, InputStream file, SpillBuffer sums)
      throws IOException {
    var signature = new SignatureWriter(blockLength.of(entry.sizeBytes()), sums);
    long size = 0;
    int count = readOrTell(entry, file, member);
    while (count >= 0) {
      sink.update(buffer, count);
      signature.update(buffer, 0, count);
      size += count;
      count = readOrTell(entry, file, member);
    }
    if (count == FAILED && !member.begun()) {
      return -1;
    }
    sink.finish();
    member.close();
    signature.finish();
    writeSums(entry, size, sums, count != FAILED && !member.touchedMeanwhile());
    return size;
  }

  private int readOrTell(SourceEntry entry, InputStream file, MemberOutput member) {
    try {
      return file.read(buffer);
    } catch (IOException e) {
      String what = member.begun() ? "only its beginning was stored: " : "";
      problems.unreadable(entry.path(), what + Refusal.words(e));
      return FAILED;
    }
  }

  private @Nullable InputStream open(SourceEntry entry) {
    try {
      return entry.open();
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      problems.unreadable(entry.path(), Refusal.words(e));
      return null;
    }
  }

  /// @param size what was read, which need not be what the walk saw
  private void writeSums(SourceEntry entry, long size, SpillBuffer sums, boolean whole)
      throws IOException {
    var seen = entry.metadata();
    var read = seen.with(seen.details().ofLength(size));
    FileMetadata metadata = whole ? read : neverTheSame(read);
    try (var content = sums.read()) {
      signatures.file(entry.path(), metadata, sums.size(), content);
    }
  }

  /// A file of which only a part is stored must look changed to the next run.
  private static FileMetadata neverTheSame(FileMetadata metadata) {
    return metadata.at(metadata.mtimeSecond() <= 0 ? 1 : 0);
  }
}
