package dev.keepwatch.format.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Names as bytes: prefixes, the path behind them, and what people see of them.
final class NameBytes {

  private static final int BRIEF = 400;

  private NameBytes() {}

  static boolean startsWith(byte[] name, String prefix) {
    byte[] expected = prefix.getBytes(StandardCharsets.US_ASCII);
    return name.length >= expected.length
        && Arrays.equals(name, 0, expected.length, expected, 0, expected.length);
  }

  /// The path between `from` and `to`: one `/` at its end is dropped, `.` and nothing mean the
  /// root.
  static ArchivePath path(byte[] name, int from, int to) {
    int end = to;
    if (end > from && name[end - 1] == '/') {
      end--;
    }
    if (end - from == 1 && name[from] == '.') {
      return ArchivePath.root();
    }
    return ArchivePath.of(Arrays.copyOfRange(name, from, end));
  }

  /// Bytes for people and logs: control characters as `\xHH`, so that a hostile name cannot play
  /// with a terminal.
  static String display(byte[] name) {
    var text = new StringBuilder();
    for (char c : new String(name, StandardCharsets.UTF_8).toCharArray()) {
      if (Character.isISOControl(c)) {
        text.append("\\x%02x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /// The same for a sentence, which must not become as long as a hostile name can be.
  static String brief(byte[] name) {
    return name.length <= BRIEF
        ? display(name)
        : display(Arrays.copyOf(name, BRIEF)) + "… (%d bytes)".formatted(name.length);
  }
}
