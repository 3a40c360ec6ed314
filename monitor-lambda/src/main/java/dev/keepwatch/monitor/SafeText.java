package dev.keepwatch.monitor;

import java.util.Optional;
import java.util.regex.Pattern;

/// Foreign text made fit to be shown: a name in a bucket may have been chosen by an enemy.
///
/// Shown text is one line, has no character that a screen would not show as itself (control
/// characters, changes of the writing direction, blanks other than the space), and has a limited
/// length. What cannot be shown stands there as `{U+001B}`. Markup is the renderers' business.
final class SafeText {

  private static final int NAME_LIMIT = 200;
  private static final int SENTENCE_LIMIT = 400;
  private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9@%+=:,./_-]+");

  private SafeText() {}

  /// Text with what cannot be shown spelled out.
  static String visible(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (isVisible(c)) {
            out.appendCodePoint(c);
          } else {
            out.append("{U+%04X}".formatted(c));
          }
        });
    return out.toString();
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  /// A sentence that holds foreign text, visible and not too long.
  static String cut(String text) {
    return shorten(visible(text), SENTENCE_LIMIT);
  }

  /// A name or URL inside other text: visible, not too long, without links of its own, and in
  /// quotation marks where it would not be seen to end.
  static String name(String name) {
    int start = name.matches("(?s)(s3|file)://.*") ? name.indexOf("://") + 3 : 0;
    String shown =
        name.substring(0, start) + visible(name.substring(start)).replace("://", "{U+003A}//");
    String cut = shorten(shown, NAME_LIMIT);
    return cut.indexOf(' ') < 0 && !cut.isEmpty() ? cut : "\"" + cut + "\"";
  }

  private static String shorten(String text, int limit) {
    if (text.codePointCount(0, text.length()) <= limit) {
      return text;
    }
    int head = text.offsetByCodePoints(0, limit * 2 / 3);
    int tail = text.offsetByCodePoints(text.length(), -limit / 4);
    return text.substring(0, head) + "…" + text.substring(tail);
  }

  /// A URL as one word of a shell command.
  ///
  /// @return nothing if it cannot be shown exactly, and so could not be pasted safely
  static Optional<String> shellWord(String url) {
    String shown = name(url);
    if (!shown.equals(url) && !shown.equals("\"" + url + "\"")) {
      return Optional.empty();
    }
    return Optional.of(
        PLAIN_WORD.matcher(url).matches() ? url : "'" + url.replace("'", "'\\''") + "'");
  }
}
