package dev.keepwatch.agent.selection;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/// Paths as text that patterns can be held against: UTF-8 where it is UTF-8, and for each byte that
/// is not one lone surrogate (U+DC80 to U+DCFF, as Python has it), so that `?` matches it and two
/// different names never look alike.
final class PathText {

  private PathText() {}

  static String of(byte[] path) {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var in = ByteBuffer.wrap(path);
    var out = CharBuffer.allocate(path.length + 1);
    while (in.hasRemaining()) {
      var result = decoder.decode(in, out, true);
      for (int i = 0; result.isError() && i < result.length(); i++) {
        out.put((char) (0xdc00 + (in.get() & 0xff)));
      }
    }
    return out.flip().toString();
  }

  static byte[] bytes(String text) {
    var out = new ByteArrayOutputStream(text.length() + 16);
    text.codePoints()
        .forEach(point -> {
          if (point >= 0xdc80 && point <= 0xdcff) {
            out.write(point - 0xdc00);
          } else {
            out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
          }
        });
    return out.toByteArray();
  }
}
