package dev.keepwatch.agent.rsync;

/// Says of most weak sums that are not in a signature that they are not, at the price of one look
/// into a small array.
///
/// It always lies on the heap, whatever the signature's size, and beyond two million blocks it
/// grows no more: it then lets more pass.
final class WeakFilter {
  private static final int BLOCKS_PER_WORD = 4;
  private static final int FEWEST_WORDS = 1 << 6;
  private static final int MOST_WORDS = 1 << 19;

  /// As many as a power of two, so that the highest bits of a scattered sum are the index of a
  /// word.
  private final long[] words;

  private final int shift;

  WeakFilter(int blocks) {
    int wanted = Math.clamp(blocks / BLOCKS_PER_WORD, FEWEST_WORDS, MOST_WORDS);
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(wanted - 1);
    words = new long[1 << bits];
    shift = Integer.SIZE - bits;
  }

  void add(int weak) {
    int scattered = scatter(weak);
    words[scattered >>> shift] |= twoBits(scattered);
  }

  boolean mayHold(int weak) {
    int scattered = scatter(weak);
    long bits = twoBits(scattered);
    return (words[scattered >>> shift] & bits) == bits;
  }

  /// Sums of similar blocks are similar; the high bits of this are not.
  static int scatter(int weak) {
    return weak * 0x9e3779b1;
  }

  private static long twoBits(int scattered) {
    return (1L << (scattered >>> 6)) | (1L << scattered);
  }
}
