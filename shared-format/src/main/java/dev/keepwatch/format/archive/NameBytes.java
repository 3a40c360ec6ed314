package dev.keepwatch.format.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Member names as bytes: prefixes, and the path behind them.
final class NameBytes {

  private NameBytes() {}

  static boolean startsWith(byte[] name, String prefix) {
    byte[] expected = prefix.getBytes(StandardCharsets.US_ASCII);
    return name.length >= expected.length
        && Arrays.equals(name, 0, expected.length, expected, 0, expected.length);
  }

  /// The path that begins at `from`: a trailing `/` is dropped, `.` and nothing mean the root.
  static ArchivePath pathAfter(byte[] name, int from) {
    int end = name.length;
    while (end > from && name[end - 1] == '/') {
      end--;
    }
    if (end - from == 1 && name[from] == '.') {
      return ArchivePath.root();
    }
    return ArchivePath.of(Arrays.copyOfRange(name, from, end));
  }

  static String display(byte[] name) {
    return new String(name, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
  }
}
