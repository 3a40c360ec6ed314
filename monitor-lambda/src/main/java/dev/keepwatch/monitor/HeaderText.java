package dev.keepwatch.monitor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// Text in mail headers: as it is where it is plain ASCII, else as encoded words (RFC 2047).
///
/// Whatever the text, it cannot end its header.
final class HeaderText {

  private static final Pattern PLAIN = Pattern.compile("[ -~]*");

  /// A line with an encoded word may have 76 characters: nine for the header's name, twelve for the
  /// word's frame, and four for every three bytes.
  private static final int BYTES_PER_WORD = 39;

  private HeaderText() {}

  /// As the value of a header such as Subject.
  static String unstructured(String text) {
    return PLAIN.matcher(text).matches() && !text.contains("=?") ? text : encodedWords(text);
  }

  /// As the name before an address.
  static String phrase(String text) {
    return PLAIN.matcher(text).matches()
        ? "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""
        : encodedWords(text);
  }

  private static String encodedWords(String text) {
    return String.join("\r\n ", pieces(text).stream().map(HeaderText::encodedWord).toList());
  }

  private static String encodedWord(String text) {
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(bytes(text)) + "?=";
  }

  /// No character is torn apart.
  private static List<String> pieces(String text) {
    var pieces = new ArrayList<String>();
    var piece = new StringBuilder();
    for (int c : text.codePoints().toArray()) {
      String character = Character.toString(c);
      if (bytes(piece + character).length > BYTES_PER_WORD) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
      piece.append(character);
    }
    pieces.add(piece.toString());
    return pieces;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
