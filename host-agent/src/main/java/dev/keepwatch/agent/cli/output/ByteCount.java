package dev.keepwatch.agent.cli.output;

import java.util.List;
import java.util.Locale;

/// A number of bytes in words, with three digits that count, as duplicity prints it.
public final class ByteCount {

  private static final List<String> UNITS = List.of("KB", "MB", "GB", "TB");

  private ByteCount() {}

  public static String words(long bytes) {
    if (Math.abs(bytes) < 1024) {
      return bytes == 1 ? "1 byte" : bytes + " bytes";
    }
    double value = bytes / 1024.0;
    int unit = 0;
    while (Math.abs(value) >= 1024 && unit < UNITS.size() - 1) {
      value /= 1024;
      unit++;
    }
    double size = Math.abs(value);
    String form = size < 10 ? "%.2f %s" : size < 100 ? "%.1f %s" : "%.0f %s";
    return String.format(Locale.ROOT, form, value, UNITS.get(unit));
  }
}
