package dev.keepwatch.agent.replicate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// Hands on lines as they come, each with its line feed; what stands behind the last one when this
/// is closed.
final class LineSplitter extends OutputStream {

  /// Four times the longest path, for its quoting, and some words beside it.
  private static final int LIMIT = 64 * 1024;

  /// Takes a line.
  @FunctionalInterface
  interface Lines {
    void accept(byte[] line) throws IOException;
  }

  private final Lines lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

  LineSplitter(Lines lines) {
    this.lines = lines;
  }

  @Override
  public void write(int b) throws IOException {
    if (line.size() == LIMIT) {
      throw new IOException("a line of more than " + LIMIT + " bytes is not one of a manifest");
    }
    line.write(b);
    if (b == '\n') {
      handOn();
    }
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
}
