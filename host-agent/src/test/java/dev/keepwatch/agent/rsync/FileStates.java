package dev.keepwatch.agent.rsync;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;

/// Makes the contents of files, and later states of them, from a seed.
final class FileStates {
  private final SplittableRandom random;

  FileStates(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /// Random bytes, or a short piece over and over, or one byte only, or words with few different
  /// bytes.
  byte[] content(int length) {
    return switch (random.nextInt(5)) {
      case 0 -> repeated(bytes(1 + random.nextInt(700)), length);
      case 1 -> repeated(bytes(1), length);
      case 2 -> words(length);
      default -> bytes(length);
    };
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /// From none to about a hundred blocks, often a whole number of them or one byte beside it.
  int lengthFor(int blockLength) {
    int blocks = random.nextInt(1 + random.nextInt(100));
    int length =
        switch (random.nextInt(4)) {
          case 0 -> blocks * blockLength;
          case 1 -> blocks * blockLength + 1;
          case 2 -> (blocks + 1) * blockLength - 1;
          default -> blocks * blockLength + random.nextInt(blockLength);
        };
    return Math.min(length, 400_000);
  }

  int blockLength() {
    return random.nextBoolean() ? 512 * (1 + random.nextInt(8)) : 1 + random.nextInt(3000);
  }

  /// A later state: up to five changes.
  byte[] changed(byte[] earlier) {
    byte[] later = earlier;
    int changes = random.nextInt(6);
    for (int i = 0; i < changes; i++) {
      later = changedOnce(later);
    }
    return later;
  }

  private byte[] changedOnce(byte[] old) {
    int from = random.nextInt(old.length + 1);
    int to = from + random.nextInt(Math.min(old.length - from, 5000) + 1);
    byte[] piece = Arrays.copyOfRange(old, from, to);
    byte[] fresh = content(random.nextInt(5000));
    return switch (random.nextInt(7)) {
      case 0 -> joined(cut(old, 0, from), fresh, cut(old, from, old.length));
      case 1 -> joined(cut(old, 0, from), cut(old, to, old.length));
      case 2 -> joined(piece, cut(old, 0, from), cut(old, to, old.length));
      case 3 -> joined(cut(old, 0, from), bytes(to - from), cut(old, to, old.length));
      case 4 -> joined(old, fresh);
      case 5 -> cut(old, 0, from);
      default -> joined(old, piece, old);
    };
  }

  private byte[] words(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(3));
    }
    return bytes;
  }

  static byte[] repeated(byte[] piece, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = piece[i % piece.length];
    }
    return bytes;
  }

  static byte[] cut(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  static byte[] joined(byte[]... pieces) {
    var all = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }
}
