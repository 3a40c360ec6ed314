package dev.keepwatch.agent.rsync;

/// How long the blocks of a file's signature are.
///
/// About the square root of the file's size, in steps of 512 bytes, as duplicity has written since
/// 3.0.3. Readers take the length from the signature, so that chains with blocks of other lengths
/// go on.
///
/// @param longest how long they may become
public record BlockLength(int longest) {
  private static final int STEP = 512;

  /// The longest that is written or read: what is right for a file of 256 TiB, and still fits into
  /// a small heap.
  static final int MAX = 1 << 24;

  /// Without a bound of anybody's own.
  public static final BlockLength USUAL = new BlockLength(MAX);

  public BlockLength {
    if (longest < 1) {
      throw new IllegalArgumentException("blocks cannot be " + longest + " bytes long");
    }
    longest = (int) Math.min(MAX, (longest + (long) STEP - 1) / STEP * STEP);
  }

  public static int forFileSize(long sizeBytes) {
    return USUAL.of(sizeBytes);
  }

  /// For a file of so many bytes.
  public int of(long sizeBytes) {
    if (sizeBytes < 0) {
      throw new IllegalArgumentException("a file cannot be " + sizeBytes + " bytes long");
    }
    long steps = (squareRoot(sizeBytes) + STEP - 1) / STEP;
    return Math.clamp(steps * STEP, STEP, longest);
  }

  /// Rounded down. The double may be one off where a long has more digits than it.
  private static long squareRoot(long square) {
    long root = (long) Math.sqrt((double) square);
    while (root > 0 && root > square / root) {
      root--;
    }
    while (root + 1 <= square / (root + 1)) {
      root++;
    }
    return root;
  }
}
