package dev.keepwatch.agent.rsync;

import static java.lang.Long.rotateRight;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Stream;

/// BLAKE2b-256 without a key (RFC 7693) of one array at a time.
///
/// duplicity never writes it but reads it, so it is plain rather than fast.
final class Blake2b implements StrongSum {
  static final int LENGTH = 32;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int CHUNK = 128;
  private static final int ROUNDS = 12;

  private static final long[] INITIAL = {
    0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
    0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
  };

  /// The order in which each round takes the words of a chunk.
  private static final int[][] ORDERS =
      Stream.of(
              "0123456789abcdef",
              "ea489fd61c02b753",
              "b8c052fdae367194",
              "7931dcbe265a40f8",
              "905724afe1bc683d",
              "2c6a0b834d75fe19",
              "c51fed4a0763928b",
              "db7ec13950f4862a",
              "6fe9b308c2d714a5",
              "a2847615fb9e3cd0")
          .map(digits -> digits.chars().map(digit -> Character.digit(digit, 16)).toArray())
          .toArray(int[][]::new);

  private final byte[] chunk = new byte[CHUNK];
  private final long[] state = new long[8];
  private final long[] work = new long[16];
  private final long[] words = new long[16];

  @Override
  public void hash(byte[] bytes, int offset, int length, byte[] sum) {
    System.arraycopy(INITIAL, 0, state, 0, 8);
    state[0] ^= 0x01010000L ^ LENGTH;
    int done = 0;
    // The last chunk is marked as such, so a full one at the end must wait for its turn.
    for (; length - done > CHUNK; done += CHUNK) {
      compress(bytes, offset + done, done + CHUNK, false);
    }
    Arrays.fill(chunk, (byte) 0);
    System.arraycopy(bytes, offset + done, chunk, 0, length - done);
    compress(chunk, 0, length, true);
    for (int i = 0; i < 4; i++) {
      LONGS.set(sum, 8 * i, state[i]);
    }
  }

  private void compress(byte[] bytes, int offset, long counted, boolean last) {
    for (int i = 0; i < 16; i++) {
      words[i] = (long) LONGS.get(bytes, offset + 8 * i);
    }
    System.arraycopy(state, 0, work, 0, 8);
    System.arraycopy(INITIAL, 0, work, 8, 8);
    work[12] ^= counted;
    work[14] ^= last ? -1L : 0L;
    for (int round = 0; round < ROUNDS; round++) {
      mixAll(ORDERS[round % ORDERS.length]);
    }
    for (int i = 0; i < 8; i++) {
      state[i] ^= work[i] ^ work[i + 8];
    }
  }

  private void mixAll(int[] order) {
    for (int i = 0; i < 4; i++) {
      mix(i, i + 4, i + 8, i + 12, words[order[2 * i]], words[order[2 * i + 1]]);
    }
    for (int i = 0; i < 4; i++) {
      int b = 4 + (i + 1) % 4;
      int c = 8 + (i + 2) % 4;
      int d = 12 + (i + 3) % 4;
      mix(i, b, c, d, words[order[2 * i + 8]], words[order[2 * i + 9]]);
    }
  }

  private void mix(int a, int b, int c, int d, long first, long second) {
    work[a] += work[b] + first;
    work[d] = rotateRight(work[d] ^ work[a], 32);
    work[c] += work[d];
    work[b] = rotateRight(work[b] ^ work[c], 24);
    work[a] += work[b] + second;
    work[d] = rotateRight(work[d] ^ work[a], 16);
    work[c] += work[d];
    work[b] = rotateRight(work[b] ^ work[c], 63);
  }
}
