package dev.keepwatch.agent.selection;

/// Characters and sets of characters of a Python regular expression, in Java's words.
///
/// What `\w`, `\d` and `\s` mean is spelt out, because Java means other characters by them.
final class RegexSet {

  private static final String DIGIT = "\\p{Nd}";
  private static final String WORD = "\\p{L}\\p{N}_";
  private static final String SPACE =
      "\\t-\\r\\x1c-\\x20\\x85\\xa0\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}";

  private final RegexReader in;
  private final boolean ascii;

  RegexSet(RegexReader in, boolean ascii) {
    this.in = in;
    this.ascii = ascii;
  }

  static String literal(int point) {
    boolean plain =
        point >= 'a' && point <= 'z'
            || point >= 'A' && point <= 'Z'
            || point >= '0' && point <= '9'
            || point == '/'
            || point == '_';
    return plain ? Character.toString(point) : "\\x{" + Integer.toHexString(point) + "}";
  }

  /// Between a character of a word and one that is none.
  static String boundary(boolean ascii) {
    String word = members('w', ascii);
    return "(?:(?<=[%1$s])(?![%1$s])|(?<![%1$s])(?=[%1$s]))".formatted(word);
  }

  private static String members(char kind, boolean ascii) {
    return switch (kind) {
      case 'd' -> ascii ? "0-9" : DIGIT;
      case 'w' -> ascii ? "a-zA-Z0-9_" : WORD;
      default -> ascii ? "\\t-\\r\\x20" : SPACE;
    };
  }

  /// What stands behind a backslash, outside of brackets.
  String escaped() {
    char c = in.peek();
    return "dwsDWS".indexOf(c) >= 0 ? kind(in.next()) : literal(point());
  }

  private String kind(char letter) {
    String members = members(Character.toLowerCase(letter), ascii);
    return (Character.isUpperCase(letter) ? "[^" : "[") + members + "]";
  }

  /// From behind the opening bracket to the closing one.
  void translate(StringBuilder out) {
    out.append(in.skip("^") ? "[^" : "[");
    boolean first = true;
    while (first || in.peek() != ']') {
      first = false;
      member(out);
    }
    in.next();
    out.append(']');
  }

  private void member(StringBuilder out) {
    if (in.lookingAtKind()) {
      in.next();
      out.append(kind(in.next()));
      return;
    }
    int from = single();
    out.append(literal(from));
    if (!in.skip("-")) {
      return;
    }
    if (in.peek() == ']') {
      out.append("\\-");
      return;
    }
    if (in.lookingAtKind()) {
      throw in.wrong("a range ends with no character");
    }
    int to = single();
    if (to < from) {
      throw in.wrong("a range ends before it begins");
    }
    out.append('-').append(literal(to));
  }

  private int single() {
    if (in.skip("\\")) {
      return in.skip("b") ? '\b' : point();
    }
    return in.nextPoint();
  }

  /// The one character that an escape stands for.
  private int point() {
    int c = in.nextPoint();
    return switch (c) {
      case 'a' -> 7;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 11;
      case 'x' -> exactly(2);
      case 'u' -> exactly(4);
      case 'U' -> exactly(8);
      case '0' -> zero();
      case '1', '2', '3' -> octal(c);
      default -> itself(c);
    };
  }

  private int exactly(int digits) {
    int begin = in.position();
    int point = in.code(16, digits);
    if (in.position() - begin != digits || !Character.isValidCodePoint(point)) {
      throw in.wrong("an escape needs " + digits + " hexadecimal digits");
    }
    return point;
  }

  private int zero() {
    return !in.atEnd() && in.peek() >= '0' && in.peek() <= '7' ? in.code(8, 2) : 0;
  }

  private int octal(int first) {
    int begin = in.position();
    int rest = in.code(8, 2);
    if (in.position() - begin != 2) {
      throw in.wrong("an octal escape needs three digits");
    }
    return (first - '0') * 64 + rest;
  }

  private int itself(int c) {
    boolean meaningless = c < 0x80 && Character.isLetterOrDigit(c);
    if (meaningless) {
      throw in.wrong("\\" + Character.toString(c) + " means nothing");
    }
    return c;
  }
}
