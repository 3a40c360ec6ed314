package dev.keepwatch.agent.tar;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// A time as pax writes it: seconds since 1970, with a fraction if need be.
///
/// @param second whole seconds, rounded down
/// @param nanos nanoseconds beyond; finer digits are not kept
record DecimalTime(long second, int nanos) {

  private static final int NANOS = 1_000_000_000;

  /// More digits than a `long` has for sure.
  private static final int MOST_DIGITS = 18;

  private static final int MOST_SHOWN = 40;

  /// @throws TarException if it is no decimal number, or one of no time that can be
  static DecimalTime parse(byte[] text) throws TarException {
    boolean negative = text.length > 0 && text[0] == '-';
    int start = negative ? 1 : 0;
    int point = start;
    long whole = 0;
    while (point < text.length && isDigit(text[point])) {
      whole = whole * 10 + text[point] - '0';
      point++;
    }
    if (point == start || point - start > MOST_DIGITS) {
      throw noTime(text);
    }
    int fraction = fraction(text, point);
    return negative ? new DecimalTime(-whole, 0).minus(fraction) : new DecimalTime(whole, fraction);
  }

  private static int fraction(byte[] text, int point) throws TarException {
    if (point == text.length) {
      return 0;
    }
    if (text[point] != '.' || point + 1 == text.length) {
      throw noTime(text);
    }
    int nanos = 0;
    int unit = NANOS / 10;
    for (int i = point + 1; i < text.length; i++, unit /= 10) {
      if (!isDigit(text[i])) {
        throw noTime(text);
      }
      nanos += (text[i] - '0') * unit;
    }
    return nanos;
  }

  private DecimalTime minus(int fraction) {
    return fraction == 0 ? this : new DecimalTime(second - 1, NANOS - fraction);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static TarException noTime(byte[] text) {
    String shown = new String(text, 0, Math.min(text.length, MOST_SHOWN), US_ASCII);
    return new TarException("a pax record has '%s' for a time".formatted(shown));
  }

  /// The shortest decimal number for it.
  @Override
  public String toString() {
    boolean negative = second < 0 && nanos > 0;
    long whole = negative ? -(second + 1) : second;
    int fraction = negative ? NANOS - nanos : nanos;
    String sign = negative ? "-" : "";
    if (fraction == 0) {
      return Long.toString(whole);
    }
    String digits = Integer.toString(NANOS + fraction).substring(1);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return sign + whole + "." + digits.substring(0, end);
  }
}
