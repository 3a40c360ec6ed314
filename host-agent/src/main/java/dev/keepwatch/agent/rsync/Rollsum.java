package dev.keepwatch.agent.rsync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// librsync's first weak sum: in the low half the sum of the bytes, in the high half that of the
/// bytes by their distance from the end, each byte counting 31 more than it is.
final class Rollsum extends WeakSum {
  private static final int EXTRA = 31;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // Eight bytes as two times four lanes of 16 bits. Multiplied with weights, the highest lane is
  // the weighted sum.
  private static final long EVEN_BYTES = 0x00ff_00ff_00ff_00ffL;
  private static final long ONES = 0x0001_0001_0001_0001L;
  private static final long EVEN_WEIGHTS = 0x0008_0006_0004_0002L;
  private static final long ODD_WEIGHTS = 0x0007_0005_0003_0001L;

  private final int blockLength;
  private int length;
  private int plain;
  private int weighted;

  Rollsum(int blockLength) {
    this.blockLength = blockLength;
  }

  static int of(byte[] bytes, int offset, int length) {
    Rollsum sum = new Rollsum(length);
    sum.restart(bytes, offset);
    return sum.value();
  }

  @Override
  int value() {
    return (weighted << 16) | (plain & 0xffff);
  }

  @Override
  void restart(byte[] bytes, int offset) {
    int sum = 0;
    int weightedSum = 0;
    int end = offset + blockLength;
    int at = offset;
    for (; at <= end - 8; at += 8) {
      long eight = (long) LONGS.get(bytes, at);
      long even = eight & EVEN_BYTES;
      long odd = (eight >>> 8) & EVEN_BYTES;
      weightedSum += 8 * sum + (int) ((even * EVEN_WEIGHTS + odd * ODD_WEIGHTS) >>> 48);
      sum += (int) (((even + odd) * ONES) >>> 48);
    }
    for (; at < end; at++) {
      sum += bytes[at] & 0xff;
      weightedSum += sum;
    }
    length = blockLength;
    plain = sum + EXTRA * length;
    weighted = weightedSum + (int) (EXTRA * ((long) length * (length + 1) / 2));
  }

  @Override
  int roll(byte[] bytes, int from, int limit, WeakFilter filter) {
    int sum = plain;
    int weightedSum = weighted;
    int at = from;
    while (at < limit) {
      int out = bytes[at] & 0xff;
      sum += (bytes[at + blockLength] & 0xff) - out;
      weightedSum += sum - blockLength * (out + EXTRA);
      at++;
      if (filter.mayHold((weightedSum << 16) | (sum & 0xffff))) {
        break;
      }
    }
    plain = sum;
    weighted = weightedSum;
    return at;
  }

  @Override
  void clear() {
    length = 0;
    plain = 0;
    weighted = 0;
  }

  @Override
  void prepend(byte first) {
    length++;
    plain += (first & 0xff) + EXTRA;
    weighted += length * ((first & 0xff) + EXTRA);
  }
}
