package dev.keepwatch.demo;

import dev.keepwatch.agent.posix.PathBytes;
import java.nio.file.Path;

/// Names of files as a terminal can show them: what is not printable ASCII as `\xNN`.
final class FileNames {

  private FileNames() {}

  /// The same in so many columns at most; what is too long loses its beginning.
  static String shownIn(int columns, Path path) {
    String text = shown(path);
    return text.length() <= columns ? text : "..." + text.substring(text.length() - columns + 3);
  }

  static String shown(Path path) {
    var text = new StringBuilder();
    for (byte b : PathBytes.of(path)) {
      if (b >= ' ' && b < 0x7f) {
        text.append((char) b);
      } else {
        text.append("\\x%02x".formatted(b & 0xff));
      }
    }
    return text.toString();
  }
}
