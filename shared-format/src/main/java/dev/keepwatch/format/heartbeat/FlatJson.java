package dev.keepwatch.format.heartbeat;

import java.util.LinkedHashMap;
import java.util.Map;

/// Reads an object of JSON (RFC 8259) whose members are texts and whole numbers. Members of other
/// kinds are understood and left out.
final class FlatJson {

  private static final int DEEPEST = 16;

  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  /// @return values are [String] or [Long]
  /// @throws IllegalArgumentException if the text is no object of JSON
  static Map<String, Object> read(String text) {
    var json = new FlatJson(text);
    json.skipSpace();
    var members = json.object(0);
    json.skipSpace();
    if (json.at < text.length()) {
      throw json.wrong("something stands behind it");
    }
    return members;
  }

  private Map<String, Object> object(int depth) {
    var members = new LinkedHashMap<String, Object>();
    expect('{');
    skipSpace();
    if (skip('}')) {
      return members;
    }
    do {
      skipSpace();
      String name = string();
      skipSpace();
      expect(':');
      Object value = value(depth);
      if (value instanceof String || value instanceof Long) {
        members.put(name, value);
      }
      skipSpace();
    } while (skip(','));
    expect('}');
    return members;
  }

  /// A text, a whole number, or something else.
  private Object value(int depth) {
    skipSpace();
    if (depth > DEEPEST) {
      throw wrong("too deep");
    }
    return switch (peek()) {
      case '"' -> string();
      case '{' -> object(depth + 1);
      case '[' -> list(depth + 1);
      default -> word();
    };
  }

  private Object list(int depth) {
    expect('[');
    skipSpace();
    if (!skip(']')) {
      do {
        value(depth);
        skipSpace();
      } while (skip(','));
      expect(']');
    }
    return Map.of();
  }

  /// A number, or `true`, `false`, `null`.
  private Object word() {
    int from = at;
    while (at < text.length() && "+-.".indexOf(text.charAt(at)) >= 0 || isLetterOrDigit()) {
      at++;
    }
    String word = text.substring(from, at);
    if (word.matches("-?(0|[1-9][0-9]{0,17})")) {
      return Long.parseLong(word);
    }
    if (word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?|true|false|null")) {
      return Map.of();
    }
    throw wrong("no value");
  }

  private boolean isLetterOrDigit() {
    return at < text.length()
        && text.charAt(at) < 128
        && Character.isLetterOrDigit(text.charAt(at));
  }

  private String string() {
    expect('"');
    var out = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw wrong("a control character");
      }
      out.append(c == '\\' ? escaped() : c);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
          throw wrong("an escape that is none");
        }
        at += 4;
        yield (char) Integer.parseInt(text, at - 4, at, 16);
      }
      default -> throw wrong("an escape that is none");
    };
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw wrong("it ends too soon");
    }
    return text.charAt(at);
  }

  private boolean skip(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char c) {
    if (!skip(c)) {
      throw wrong("no '" + c + "'");
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("no JSON at character " + at + ": " + what);
  }
}
