package dev.keepwatch.monitor;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Text as lines of at most 76 ASCII characters (RFC 2045), which stays readable as it travels.
final class QuotedPrintable {

  private static final int COLUMNS = 76;

  private QuotedPrintable() {}

  /// @param text with `\n` at the ends of its lines
  static String encode(String text) {
    return text.lines().map(QuotedPrintable::line).collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String line(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    var out = new StringBuilder();
    int column = 0;
    for (int i = 0; i < bytes.length; i++) {
      String unit = unit(bytes[i] & 0xff, i == bytes.length - 1);
      // The last column is kept for the sign that the line goes on.
      if (column + unit.length() >= COLUMNS) {
        out.append("=\r\n");
        column = 0;
      }
      out.append(unit);
      column += unit.length();
    }
    return out.toString();
  }

  /// Blanks at the end of a line get lost on the way.
  private static String unit(int b, boolean last) {
    boolean literal = b > ' ' && b <= '~' && b != '=' || b == ' ' && !last;
    return literal ? String.valueOf((char) b) : "=%02X".formatted(b);
  }
}
