package dev.keepwatch.agent.volume;

import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import java.io.IOException;
import java.io.OutputStream;

/// Cuts the data of one entry into members (FORMAT.md §4.2): up to 65,535 bytes make one member,
/// more make parts of exactly 65,536 bytes and a last one that is shorter, perhaps empty.
final class MemberOutput extends OutputStream {

  static final int PART = 65536;

  private final VolumePacker packer;
  private final byte[] buffer;
  private final MemberName.Kind kind;
  private final ArchivePath path;
  private final FileMetadata metadata;
  private int filled;
  private int parts;

  /// @param buffer of [#PART] bytes, this output's own until it is closed
  MemberOutput(
      VolumePacker packer,
      byte[] buffer,
      MemberName.Kind kind,
      ArchivePath path,
      FileMetadata metadata) {
    this.packer = packer;
    this.buffer = buffer;
    this.kind = kind;
    this.path = path;
    this.metadata = metadata;
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
    parts++;
    packer.member(new MemberName(kind, path, parts), metadata, buffer, filled, last);
    filled = 0;
  }

  /// Whether something of the entry stands in a volume already, so that there is no way back.
  boolean begun() {
    return parts > 0;
  }

  /// Writes what is left. Who gives the entry up before [#begun()] simply does not close this.
  @Override
  public void close() throws IOException {
    if (parts == 0) {
      packer.member(new MemberName(kind, path, 0), metadata, buffer, filled, true);
    } else {
      writePart(true);
    }
  }
}
