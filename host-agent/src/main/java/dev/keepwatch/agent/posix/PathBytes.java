package dev.keepwatch.agent.posix;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/// Paths as the bytes that the file system keeps.
///
/// A name is bytes; it becomes text by the locale, and under `LC_ALL=C` nearly nothing is text. A
/// path keeps its bytes though, whatever its text looks like, and its URI shows them
/// percent-encoded. Names of plain ASCII, which are most, go the short way.
public final class PathBytes {

  /// Nothing can lie below it, so asking for a URI there finds no directory to append a slash for.
  private static final Path NOWHERE = Path.of("/dev/null");

  private static final int PREFIX = "/dev/null/".length();

  private PathBytes() {}

  /// The bytes of a path, relative or absolute, just as it is.
  public static byte[] of(Path path) {
    String text = path.toString();
    if (isAscii(text)) {
      return text.getBytes(StandardCharsets.US_ASCII);
    }
    if (!path.isAbsolute()) {
      return decode(NOWHERE.resolve(path).toUri().getRawPath().substring(PREFIX));
    }
    byte[] bytes = decode(path.toUri().getRawPath());
    // The URI of a directory ends in a slash.
    boolean appended = bytes[bytes.length - 1] == '/' && !text.endsWith("/");
    return appended ? java.util.Arrays.copyOf(bytes, bytes.length - 1) : bytes;
  }

  /// The path of a file in a directory.
  ///
  /// @param name one component
  /// @throws IllegalArgumentException if the name is empty, `.` or `..`, or holds a slash or a NUL
  public static Path toPath(Path base, byte[] name) {
    boolean ascii = checkComponent(name);
    if (ascii) {
      return base.resolve(new String(name, StandardCharsets.US_ASCII));
    }
    Path alone = Path.of(URI.create("file:///%" + HexFormat.ofDelimiter("%").formatHex(name)));
    return base.resolve(alone.getName(0));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /// Tells whether the component is ASCII.
  private static boolean checkComponent(byte[] name) {
    boolean ascii = true;
    boolean dots = name.length <= 2;
    for (byte b : name) {
      if (b == '/' || b == 0) {
        throw new IllegalArgumentException("a name holds no slash and no NUL: " + display(name));
      }
      ascii &= b >= 0;
      dots &= b == '.';
    }
    if (dots) {
      throw new IllegalArgumentException("not a name: '" + display(name) + "'");
    }
    return ascii;
  }

  private static String display(byte[] name) {
    return new String(name, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
  }

  private static byte[] decode(String rawPath) {
    var bytes = new ByteArrayOutputStream(rawPath.length());
    for (int i = 0; i < rawPath.length(); i++) {
      char c = rawPath.charAt(i);
      if (c == '%') {
        bytes.write(HexFormat.fromHexDigits(rawPath, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return bytes.toByteArray();
  }
}
