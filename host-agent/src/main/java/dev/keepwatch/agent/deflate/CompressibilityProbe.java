package dev.keepwatch.agent.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Guesses whether deflating would make data noticeably smaller, at a small part of its cost.
///
/// Deflate saves in two ways, and each is looked for: some bytes are more frequent than others
/// (measured in short segments, so that a page of text among photographs is seen), or strings
/// return (sampled by content, so that both occurrences are in the sample). A saving below one per
/// cent is not worth the time.
final class CompressibilityProbe {
  /// Short data costs less to deflate than to think about.
  private static final int TOO_SHORT_TO_JUDGE = 4096;

  private static final double WORTHWHILE = 0.01;

  private static final int SEGMENT = 16 * 1024;
  // Of each kilobyte the first quarter: runs, not single bytes, or columns of numbers would be
  // missed.
  private static final int STRIDE = 1024;
  private static final int RUN = 256;
  private static final double[] N_LOG_N = nLogN(SEGMENT / STRIDE * RUN);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
  // Any value will do: an anchor is wherever this byte stands.
  private static final long ANCHOR = 0x47 * EACH_BYTE;
  private static final int SLOT_BITS = 12;

  private final long[] anchors = new long[1 << SLOT_BITS];
  private int sampled;
  private int returning;

  private CompressibilityProbe() {}

  /// Judges data that follows the given window, in which strings may have occurred already.
  static boolean isCompressible(byte[] window, int windowLength, byte[] data, int length) {
    return length < TOO_SHORT_TO_JUDGE
        || savingByFrequency(data, length) > WORTHWHILE
        || shareOfReturningStrings(window, windowLength, data, length) > WORTHWHILE;
  }

  private static double savingByFrequency(byte[] data, int length) {
    double savedBits = 0;
    int counted = 0;
    var counts = new int[256];
    for (int start = 0; start < length; start += SEGMENT) {
      Arrays.fill(counts, 0);
      int total = count(data, start, Math.min(length, start + SEGMENT), counts);
      savedBits += savedBits(counts, total);
      counted += total;
    }
    return savedBits / (8.0 * counted);
  }

  private static int count(byte[] data, int start, int end, int[] counts) {
    int total = 0;
    for (int run = start; run < end; run += STRIDE) {
      int runEnd = Math.min(end, run + RUN);
      for (int i = run; i < runEnd; i++) {
        counts[data[i] & 0xff]++;
      }
      total += runEnd - run;
    }
    return total;
  }

  /// By how many bits the ideal code for these frequencies is shorter than eight bits for each
  /// byte.
  private static double savedBits(int[] counts, int total) {
    double nats = N_LOG_N[total];
    for (int count : counts) {
      nats -= N_LOG_N[count];
    }
    // Chance alone makes the frequencies of a sample uneven: by half a nat for each free count.
    double byChance = 255 / 2.0;
    return Math.max(0, 8.0 * total - (nats + byChance) / Math.log(2));
  }

  private static double[] nLogN(int most) {
    var table = new double[most + 1];
    for (int n = 1; n <= most; n++) {
      table[n] = n * Math.log(n);
    }
    return table;
  }

  private static double shareOfReturningStrings(
      byte[] window, int windowLength, byte[] data, int length) {
    var probe = new CompressibilityProbe();
    probe.sample(window, windowLength);
    probe.sampled = 0;
    probe.returning = 0;
    probe.sample(data, length);
    return probe.sampled == 0 ? 0 : (double) probe.returning / probe.sampled;
  }

  /// Looks at the strings that begin at an anchor, found eight bytes at a time.
  private void sample(byte[] data, int length) {
    for (int i = 0; i + 2 * Long.BYTES <= length; i += Long.BYTES) {
      long difference = (long) LONG.get(data, i) ^ ANCHOR;
      long zeroBytes = (difference - EACH_BYTE) & ~difference & (EACH_BYTE << 7);
      if (zeroBytes != 0) {
        long string = (long) LONG.get(data, i + Long.numberOfTrailingZeros(zeroBytes) / 8);
        int slot = (int) ((string * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - SLOT_BITS));
        sampled++;
        returning += anchors[slot] == string ? 1 : 0;
        anchors[slot] = string;
      }
    }
  }
}
