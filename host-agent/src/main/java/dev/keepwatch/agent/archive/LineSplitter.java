package dev.keepwatch.agent.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serial;

/// Hands on the lines of a manifest as they come, each with its line feed; what stands behind the
/// last one when this is closed. What has longer lines than any manifest is refused at once,
/// however much of it there may be.
public final class LineSplitter extends OutputStream {

  /// Four times the longest path, for its quoting, and some words beside it; in bytes.
  private static final int LIMIT = 64 * 1024;

  /// Takes a line.
  @FunctionalInterface
  public interface Lines {
    void accept(byte[] line) throws IOException;
  }

  private final Lines lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

  public LineSplitter(Lines lines) {
    this.lines = lines;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  /// @throws LongLineException if a line is longer than any manifest's
  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    int from = offset;
    for (int i = offset; i < offset + length; i++) {
      if (data[i] == '\n') {
        add(data, from, i + 1);
        handOn();
        from = i + 1;
      }
    }
    add(data, from, offset + length);
  }

  private void add(byte[] data, int from, int to) throws LongLineException {
    if (line.size() + (to - from) > LIMIT) {
      throw new LongLineException();
    }
    line.write(data, from, to - from);
  }

  private void handOn() throws IOException {
    byte[] whole = line.toByteArray();
    line.reset();
    lines.accept(whole);
  }

  @Override
  public void close() throws IOException {
    if (line.size() > 0) {
      handOn();
    }
  }

  /// A line that is none of a manifest.
  public static final class LongLineException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    LongLineException() {
      super("one of its lines has more than " + LIMIT + " bytes");
    }
  }
}
