package dev.keepwatch.agent.deflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Guesses whether deflating would make data noticeably smaller, at a small part of its cost.
///
/// Deflate saves in two ways, and each is looked for: some bytes are more frequent than others
/// (measured in short segments, so that a page of text among photographs is seen), or strings
/// return (sampled by content, so that both occurrences are in the sample). A saving below two per
/// cent is not worth the time.
final class CompressibilityProbe {
  private static final int SEGMENT = 16 * 1024;
  private static final double WORTHWHILE = 0.02;
  private static final int ANCHOR_TABLE = 4096;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Short data costs less to deflate than to think about.
  private static final int TOO_SHORT_TO_JUDGE = 4096;

  private final long[] anchors = new long[ANCHOR_TABLE];
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
    var counts = new int[256];
    for (int start = 0; start < length; start += SEGMENT) {
      int end = Math.min(length, start + SEGMENT);
      Arrays.fill(counts, 0);
      for (int i = start; i < end; i++) {
        counts[data[i] & 0xff]++;
      }
      savedBits += savedBits(counts, end - start);
    }
    return savedBits / (8.0 * length);
  }

  /// By how many bits the ideal code for these frequencies is shorter than eight bits for each
  /// byte.
  private static double savedBits(int[] counts, int total) {
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        bits += count * Math.log((double) total / count);
      }
    }
    // Chance alone makes the frequencies of a short sample uneven: by half a nat for each free
    // count.
    double byChance = 255 / 2.0;
    return Math.max(0, 8.0 * total - (bits + byChance) / Math.log(2));
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

  private void sample(byte[] data, int length) {
    for (int i = 0; i + Long.BYTES <= length; i++) {
      long string = (long) LONG.get(data, i);
      long hash = string * 0x9E3779B97F4A7C15L;
      if (hash >>> 61 == 0) {
        int slot = (int) (hash >>> 49) & (ANCHOR_TABLE - 1);
        sampled++;
        if (anchors[slot] == string) {
          returning++;
        }
        anchors[slot] = string;
      }
    }
  }
}
