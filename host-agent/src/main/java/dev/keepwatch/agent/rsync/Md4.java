package dev.keepwatch.agent.rsync;

import static java.lang.Integer.rotateLeft;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// MD4 (RFC 1320) of one array at a time.
///
/// Most of the time that a backup spends here goes into `compress`. Its loops have fixed bounds and
/// are unrolled by the JVM; the terms of `b`, which is always the newest value, come last in each
/// sum, because the next step waits for them.
final class Md4 implements StrongSum {
  static final int LENGTH = 16;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int CHUNK = 64;
  private static final int ROUND_2 = 0x5a827999;
  private static final int ROUND_3 = 0x6ed9eba1;

  /// The last bytes of a message with the padding: one chunk or two.
  private final byte[] padded = new byte[2 * CHUNK];

  private int stateA;
  private int stateB;
  private int stateC;
  private int stateD;

  @Override
  public void hash(byte[] bytes, int offset, int length, byte[] sum) {
    stateA = 0x67452301;
    stateB = 0xefcdab89;
    stateC = 0x98badcfe;
    stateD = 0x10325476;
    int rest = length % CHUNK;
    compress(bytes, offset, length - rest);
    compress(padded, 0, pad(bytes, offset + length - rest, rest, length));
    INTS.set(sum, 0, stateA);
    INTS.set(sum, 4, stateB);
    INTS.set(sum, 8, stateC);
    INTS.set(sum, 12, stateD);
  }

  private int pad(byte[] bytes, int offset, int rest, long length) {
    int end = rest < CHUNK - 8 ? CHUNK : 2 * CHUNK;
    System.arraycopy(bytes, offset, padded, 0, rest);
    Arrays.fill(padded, rest, end, (byte) 0);
    padded[rest] = (byte) 0x80;
    LONGS.set(padded, end - 8, length * 8);
    return end;
  }

  private void compress(byte[] bytes, int offset, int length) {
    int a = stateA;
    int b = stateB;
    int c = stateC;
    int d = stateD;
    for (int at = offset; at < offset + length; at += CHUNK) {
      for (int i = 0; i < 16; i += 4) {
        a = rotateLeft(a + word(bytes, at, i) + (d ^ (b & (c ^ d))), 3);
        d = rotateLeft(d + word(bytes, at, i + 1) + (c ^ (a & (b ^ c))), 7);
        c = rotateLeft(c + word(bytes, at, i + 2) + (b ^ (d & (a ^ b))), 11);
        b = rotateLeft(b + word(bytes, at, i + 3) + (a ^ (c & (d ^ a))), 19);
      }
      for (int i = 0; i < 4; i++) {
        a = rotateLeft(a + word(bytes, at, i) + ROUND_2 + (c & d) + (b & (c ^ d)), 3);
        d = rotateLeft(d + word(bytes, at, i + 4) + ROUND_2 + (b & c) + (a & (b ^ c)), 5);
        c = rotateLeft(c + word(bytes, at, i + 8) + ROUND_2 + (a & b) + (d & (a ^ b)), 9);
        b = rotateLeft(b + word(bytes, at, i + 12) + ROUND_2 + (d & a) + (c & (d ^ a)), 13);
      }
      for (int step = 0; step < 4; step++) {
        int i = ((step & 1) << 1) | (step >> 1);
        a = rotateLeft(a + word(bytes, at, i) + ROUND_3 + (b ^ (c ^ d)), 3);
        d = rotateLeft(d + word(bytes, at, i + 8) + ROUND_3 + (a ^ (b ^ c)), 9);
        c = rotateLeft(c + word(bytes, at, i + 4) + ROUND_3 + (d ^ (a ^ b)), 11);
        b = rotateLeft(b + word(bytes, at, i + 12) + ROUND_3 + (c ^ (d ^ a)), 15);
      }
      a = stateA += a;
      b = stateB += b;
      c = stateC += c;
      d = stateD += d;
    }
  }

  private static int word(byte[] bytes, int at, int index) {
    return (int) INTS.get(bytes, at + 4 * index);
  }
}
