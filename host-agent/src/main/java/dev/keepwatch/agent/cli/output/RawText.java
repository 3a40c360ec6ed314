package dev.keepwatch.agent.cli.output;

import dev.keepwatch.agent.posix.PathBytes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Text that can hold any bytes: UTF-8 where it is UTF-8, and one lone surrogate (U+DC80 to U+DCFF)
/// for each byte that is not.
///
/// So arguments and names of files survive whatever the locale says, and patterns meet them as
/// `agent.selection` sees them.
public final class RawText {

  private static final char FIRST_BYTE = 0xdc80;
  private static final char LAST_BYTE = 0xdcff;

  /// Two paths as long as Linux allows, and some words.
  private static final int LONGEST_SENTENCE = 10_000;

  private RawText() {}

  public static String decode(byte[] bytes) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(bytes);
    var out = CharBuffer.allocate(bytes.length + 1);
    while (in.hasRemaining()) {
      var result = decoder.decode(in, out, true);
      for (int i = 0; result.isError() && i < result.length(); i++) {
        out.put((char) (0xdc00 + (in.get() & 0xff)));
      }
    }
    return out.flip().toString();
  }

  public static byte[] encode(String text) {
    if (text.chars().noneMatch(c -> c >= FIRST_BYTE && c <= LAST_BYTE)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var out = new ByteArrayOutputStream(text.length() + 16);
    int i = 0;
    while (i < text.length()) {
      int point = text.codePointAt(i);
      if (point >= FIRST_BYTE && point <= LAST_BYTE) {
        out.write(point - 0xdc00);
      } else {
        out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
      }
      i += Character.charCount(point);
    }
    return out.toByteArray();
  }

  /// The path that a text names, relative to the working directory if it is relative.
  public static Path path(String text) {
    Path path = Path.of(text.startsWith("/") ? "/" : "");
    for (String part : text.split("/", -1)) {
      path =
          switch (part) {
            case "", "." -> path;
            case ".." -> path.resolve(part);
            default -> PathBytes.toPath(path, encode(part));
          };
    }
    return path;
  }

  /// A sentence that names of a hostile archive have made too long to be read, without its middle.
  static String readable(String text) {
    if (text.length() <= LONGEST_SENTENCE) {
      return text;
    }
    int kept = LONGEST_SENTENCE / 2;
    return "%s … (%d characters more) … %s"
        .formatted(
            text.substring(0, kept),
            text.length() - 2 * kept,
            text.substring(text.length() - kept));
  }

  /// The text with control characters as `\xHH`, so that it can be shown.
  public static String visible(String text) {
    var safe = new StringBuilder();
    text.chars()
        .forEach(c -> {
          if (Character.isISOControl(c)) {
            safe.append("\\x%02x".formatted(c));
          } else {
            safe.append((char) c);
          }
        });
    return safe.toString();
  }
}
