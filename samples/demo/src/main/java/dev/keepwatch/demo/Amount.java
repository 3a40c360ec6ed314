package dev.keepwatch.demo;

import java.util.Locale;

/// Numbers in words for people.
final class Amount {

  private static final double STEP = 1000;

  /// What one decimal would round up to the next unit.
  private static final double FULL = 999.95;

  private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

  private Amount() {}

  /// `812 bytes`, `4.1 MB`.
  static String bytes(long bytes) {
    if (bytes < STEP) {
      return count(bytes, "byte", "bytes");
    }
    double size = bytes / STEP;
    int unit = 0;
    while (size >= FULL && unit < UNITS.length - 1) {
      size /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }

  /// The same in seven columns at most: `812 B`, `17.2 kB`, `917 kB`.
  static String brief(long bytes) {
    if (bytes < STEP) {
      return bytes + " B";
    }
    var words = bytes(bytes);
    return words.length() <= 7 ? words : words.replaceFirst("\\.[0-9]", "");
  }

  /// `1 entry`, `1,204 entries`.
  static String count(long count, String one, String many) {
    return grouped(count) + " " + (count == 1 ? one : many);
  }

  /// `1,204`.
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
