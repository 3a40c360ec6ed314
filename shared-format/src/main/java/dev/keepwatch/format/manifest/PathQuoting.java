package dev.keepwatch.format.manifest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// How paths stand in a manifest: bare, or in quotes with `\xHH` for what would break the line
/// (FORMAT.md §3).
public final class PathQuoting {

  private static final String QUOTED = " \t\n\u000b\f\r\"'\\";

  private PathQuoting() {}

  public static byte[] quote(byte[] path) {
    boolean bare = true;
    for (byte b : path) {
      bare &= !needsQuoting(b);
    }
    if (bare) {
      return path.clone();
    }
    var out = new ByteArrayOutputStream();
    out.write('"');
    for (byte b : path) {
      if (needsQuoting(b)) {
        out.writeBytes("\\x%02x".formatted(b & 0xff).getBytes(StandardCharsets.US_ASCII));
      } else {
        out.write(b);
      }
    }
    out.write('"');
    return out.toByteArray();
  }

  private static boolean needsQuoting(byte b) {
    return b > 0 && QUOTED.indexOf(b) >= 0;
  }

  /// @throws IllegalArgumentException if the closing quote is missing or an escape is not `\xHH`
  public static byte[] unquote(byte[] text) {
    if (text.length == 0 || text[0] != '"') {
      return text.clone();
    }
    if (text.length < 2 || text[text.length - 1] != '"') {
      throw new IllegalArgumentException("a quoted path without its closing quote");
    }
    var out = new ByteArrayOutputStream();
    for (int i = 1; i < text.length - 1; i++) {
      if (text[i] == '\\') {
        out.write(escaped(text, i));
        i += 3;
      } else {
        out.write(text[i]);
      }
    }
    return out.toByteArray();
  }

  private static int escaped(byte[] text, int at) {
    if (at + 4 < text.length && text[at + 1] == 'x') {
      int high = Character.digit(text[at + 2], 16);
      int low = Character.digit(text[at + 3], 16);
      if (high >= 0 && low >= 0) {
        return high << 4 | low;
      }
    }
    throw new IllegalArgumentException("a quoted path with an escape that is not \\xHH");
  }
}
