package dev.keepwatch.agent.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.util.Optional;

/// Lines as bytes, of bounded length.
final class LineReader {

  /// Four times the longest path, for its quoting, and some words beside it.
  static final int LIMIT = 64 * 1024;

  private final InputStream text;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);

  LineReader(InputStream text) {
    this.text = text;
  }

  /// The next line without its line feed; nothing after the last.
  ///
  /// @throws LongLineException if a line is longer than any manifest's
  Optional<byte[]> next() throws IOException {
    line.reset();
    int b = text.read();
    if (b < 0) {
      return Optional.empty();
    }
    while (b >= 0 && b != '\n') {
      if (line.size() == LIMIT) {
        throw new LongLineException();
      }
      line.write(b);
      b = text.read();
    }
    return Optional.of(line.toByteArray());
  }

  /// A line that is none of a manifest.
  static final class LongLineException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    LongLineException() {
      super("one of its lines has more than " + LIMIT + " bytes");
    }
  }
}
