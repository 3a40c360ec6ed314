package dev.keepwatch.agent.rsync;

/// librsync's second weak sum: the bytes as the digits of a number to a large base, modulo 2³²,
/// behind a leading 1.
final class RabinKarp extends WeakSum {
  private static final int BASE = 0x08104225;
  private static final int BASE_2 = power(2);
  private static final int BASE_3 = power(3);
  private static final int BASE_4 = power(4);

  /// What a byte that leaves takes with it besides itself: its share of the leading 1, which moves
  /// up with each byte.
  private static final int EXTRA = BASE - 1;

  private final int blockLength;
  private final int leadingPower;
  private int growingPower;
  private int number;

  RabinKarp(int blockLength) {
    this.blockLength = blockLength;
    this.leadingPower = power(blockLength);
  }

  /// Modulo 2³², as all here.
  private static int power(int exponent) {
    int power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= BASE;
    }
    return power;
  }

  @Override
  int value() {
    return number;
  }

  @Override
  void restart(byte[] bytes, int offset) {
    int sum = 1;
    int end = offset + blockLength;
    int at = offset;
    for (; at <= end - 4; at += 4) {
      sum =
          sum * BASE_4
              + ((bytes[at] & 0xff) * BASE_3 + (bytes[at + 1] & 0xff) * BASE_2)
              + ((bytes[at + 2] & 0xff) * BASE + (bytes[at + 3] & 0xff));
    }
    for (; at < end; at++) {
      sum = sum * BASE + (bytes[at] & 0xff);
    }
    number = sum;
  }

  @Override
  int roll(byte[] bytes, int from, int limit, WeakFilter filter) {
    int sum = number;
    int at = from;
    while (at < limit) {
      int leaving = leadingPower * ((bytes[at] & 0xff) + EXTRA);
      sum = sum * BASE + (bytes[at + blockLength] & 0xff) - leaving;
      at++;
      if (filter.mayHold(sum)) {
        break;
      }
    }
    number = sum;
    return at;
  }

  @Override
  void clear() {
    growingPower = 1;
    number = 1;
  }

  @Override
  void prepend(byte first) {
    number += growingPower * ((first & 0xff) + EXTRA);
    growingPower *= BASE;
  }
}
