package dev.keepwatch.agent.selection;

import java.util.regex.PatternSyntaxException;

/// The text of a regular expression, read from left to right.
final class RegexReader {

  private static final int MOST_REPEATS = 1_000_000;

  private final String text;
  private int at;

  RegexReader(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at == text.length();
  }

  int position() {
    return at;
  }

  /// The next character, which stays.
  char peek() {
    if (atEnd()) {
      throw wrong("it ends too early");
    }
    return text.charAt(at);
  }

  char next() {
    char c = peek();
    at++;
    return c;
  }

  int nextPoint() {
    peek();
    int point = text.codePointAt(at);
    at += Character.charCount(point);
    return point;
  }

  boolean skip(String expected) {
    boolean there = text.startsWith(expected, at);
    at += there ? expected.length() : 0;
    return there;
  }

  String until(char end) {
    int stop = text.indexOf(end, at);
    if (stop < 0) {
      throw wrong("'" + end + "' is missing");
    }
    String between = text.substring(at, stop);
    at = stop + 1;
    return between;
  }

  boolean skipSpaceOrComment() {
    if (" \t\n\r\f\u000b".indexOf(peek()) >= 0) {
      at++;
      return true;
    }
    if (peek() == '#') {
      int line = text.indexOf('\n', at);
      at = line < 0 ? text.length() : line;
      return true;
    }
    return false;
  }

  /// A repetition without its `?` or `+`, as Java writes it; empty if a brace here only stands for
  /// itself.
  String quantifier() {
    if (peek() != '{') {
      return String.valueOf(next());
    }
    int begin = at;
    at++;
    String least = digits();
    boolean range = skip(",");
    String most = range ? digits() : least;
    if (!skip("}") || !range && least.isEmpty()) {
      at = begin;
      return "";
    }
    int from = least.isEmpty() ? 0 : value(least);
    if (!most.isEmpty() && value(most) < from) {
      throw wrong("a repetition ends before it begins");
    }
    return "{" + from + (range ? "," + (most.isEmpty() ? "" : value(most)) : "") + "}";
  }

  private int value(String digits) {
    if (digits.length() > 6) {
      throw wrong("it repeats more than " + MOST_REPEATS + " times");
    }
    return Integer.parseInt(digits);
  }

  String digits() {
    int begin = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return text.substring(begin, at);
  }

  /// The number of a group: one digit or two.
  int number() {
    int begin = at;
    at++;
    if (at < text.length() && Character.digit(text.charAt(at), 10) >= 0 && text.charAt(at) < 0x80) {
      at++;
    }
    return Integer.parseInt(text.substring(begin, at));
  }

  /// Whether `\\d` or one of its kin follows.
  boolean lookingAtKind() {
    return text.startsWith("\\", at)
        && at + 1 < text.length()
        && "dwsDWS".indexOf(text.charAt(at + 1)) >= 0;
  }

  /// Whether three octal digits follow, which are a character and no group.
  boolean octalAhead() {
    return text.substring(at, Math.min(text.length(), at + 3)).matches("[0-3][0-7][0-7]");
  }

  /// At most so many digits of a base.
  int code(int base, int most) {
    int begin = at;
    while (at < text.length()
        && at - begin < most
        && text.charAt(at) < 0x80
        && Character.digit(text.charAt(at), base) >= 0) {
      at++;
    }
    if (at == begin) {
      throw wrong("digits are missing");
    }
    return Integer.parseUnsignedInt(text.substring(begin, at), base);
  }

  PatternSyntaxException wrong(String why) {
    return new PatternSyntaxException(why, text, at);
  }
}
