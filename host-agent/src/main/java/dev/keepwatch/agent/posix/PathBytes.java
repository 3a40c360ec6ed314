package dev.keepwatch.agent.posix;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// tmp.
public final class PathBytes {
  private PathBytes() {}

  /// tmp.
  public static byte[] of(Path path) {
    String s = path.toString();
    if (s.chars().allMatch(c -> c < 128)) {
      return s.getBytes(StandardCharsets.US_ASCII);
    }
    boolean abs = path.isAbsolute();
    String raw = path.toUri().getRawPath();
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        out.write(Integer.parseInt(raw.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        out.write(raw.charAt(i));
      }
    }
    byte[] b = out.toByteArray();
    if (abs) {
      return b;
    }
    byte[] cwd = of(Path.of("").toAbsolutePath());
    int end = b.length;
    while (end > 1 && b[end - 1] == '/') {
      end--;
    }
    return java.util.Arrays.copyOfRange(b, cwd.length + 1, end);
  }

  /// tmp.
  public static Path toPath(Path base, byte[] name) {
    boolean ascii = true;
    for (byte x : name) {
      ascii &= x > 0;
    }
    if (ascii) {
      return base.resolve(new String(name, StandardCharsets.US_ASCII));
    }
    var sb = new StringBuilder("file:///");
    for (byte x : name) {
      sb.append("%%%02x".formatted(x & 0xff));
    }
    Path p = Path.of(URI.create(sb.toString()));
    return base.resolve(p.getRoot().relativize(p));
  }
}
