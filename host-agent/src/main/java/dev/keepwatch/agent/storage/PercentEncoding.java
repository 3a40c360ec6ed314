package dev.keepwatch.agent.storage;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Percent-decoding as duplicity does it: `%` that two hexadecimal digits do not follow is itself.
final class PercentEncoding {

  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
  private static final String NOWHERE = "/dev/null/";

  private PercentEncoding() {}

  /// The path that a text names. Escaped bytes reach the path as they are, whatever the locale, so
  /// that names which are not UTF-8 can be written.
  ///
  /// @throws IllegalArgumentException if a character has no bytes in this locale, or a byte is 0
  static Path path(String text) {
    StringBuilder raw = new StringBuilder("file://");
    for (String component : text.split("/", -1)) {
      if (!component.isEmpty()) {
        raw.append('/').append(rawComponent(component));
      }
    }
    if (raw.length() == "file://".length()) {
      return Path.of("/");
    }
    Path absolute = Path.of(URI.create(raw.toString()));
    return text.startsWith("/") ? absolute : absolute.subpath(0, absolute.getNameCount());
  }

  private static String rawComponent(String component) {
    StringBuilder raw = new StringBuilder();
    Matcher escape = ESCAPE.matcher(component);
    int from = 0;
    while (escape.find()) {
      raw.append(rawLiteral(component.substring(from, escape.start()))).append(escape.group());
      from = escape.end();
    }
    return raw.append(rawLiteral(component.substring(from))).toString();
  }

  private static String rawLiteral(String literal) {
    // The file system knows which bytes this locale gives a character; its URI shows them. Nothing
    // can lie below /dev/null, so no directory's slash is appended.
    return literal.isEmpty()
        ? ""
        : Path.of(NOWHERE, literal).toUri().getRawPath().substring(NOWHERE.length());
  }

  /// The text that escaped UTF-8 stands for.
  ///
  /// @throws IllegalArgumentException if it is not UTF-8
  static String text(String escaped) {
    if (escaped.indexOf('\uFFFD') >= 0) {
      throw new IllegalArgumentException(
          "holds characters that this locale cannot express; percent-encode their UTF-8 bytes");
    }
    var bytes = new ByteArrayOutputStream();
    Matcher escape = ESCAPE.matcher(escaped);
    int from = 0;
    while (escape.find()) {
      bytes.writeBytes(escaped.substring(from, escape.start()).getBytes(StandardCharsets.UTF_8));
      bytes.write(HexFormat.fromHexDigits(escape.group(1)));
      from = escape.end();
    }
    bytes.writeBytes(escaped.substring(from).getBytes(StandardCharsets.UTF_8));
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("holds escaped bytes that are not UTF-8", e);
    }
  }
}
