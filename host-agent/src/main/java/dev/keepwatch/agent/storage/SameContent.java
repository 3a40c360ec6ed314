package dev.keepwatch.agent.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Compares two contents up to the first difference.
public final class SameContent {

  private static final int BLOCK = 1 << 16;

  private SameContent() {}

  /// Whether two streams, which the caller closes, end alike.
  public static boolean of(InputStream one, InputStream other) throws IOException {
    byte[] block;
    do {
      block = one.readNBytes(BLOCK);
      if (!Arrays.equals(block, other.readNBytes(BLOCK))) {
        return false;
      }
    } while (block.length > 0);
    return true;
  }
}
