package dev.keepwatch.agent.cache;

import dev.keepwatch.agent.archive.ArchiveException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A manifest on its way into the cache: text whose lines are no longer than any manifest's. What
/// is none is refused at once, however much of it there may be.
final class BoundedLines extends FilterOutputStream {

  private final String name;
  private long length;

  /// @param name what is on its way, for people
  BoundedLines(String name, OutputStream sink) {
    super(sink);
    this.name = name;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int offset, int count) throws IOException {
    for (int i = offset; i < offset + count; i++) {
      length = data[i] == '\n' ? 0 : length + 1;
      if (length > LineReader.LIMIT) {
        throw new ArchiveException(
            ArchiveException.Reason.MANIFEST,
            "%s is no manifest: one of its lines has more than %d bytes"
                .formatted(name, LineReader.LIMIT));
      }
    }
    out.write(data, offset, count);
  }
}
