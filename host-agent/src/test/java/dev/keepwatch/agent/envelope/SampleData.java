package dev.keepwatch.agent.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Made-up content of known kinds, the same on every run.
public final class SampleData {
  private static final String[] WORDS = {
    "backup",
    "restore",
    "volume",
    "chain",
    "manifest",
    "signature",
    "GET /index.html",
    "200",
    "2023-11-14T22:13:20Z",
    "error",
    "kernel:",
    "the",
    "of",
    "connection",
    "closed",
    "by",
    "peer"
  };

  private SampleData() {}

  public static byte[] random(long seed, int size) {
    var bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// Words, numbers and line ends, like a log.
  public static byte[] text(long seed, int size) {
    var random = new Random(seed);
    var text = new StringBuilder(size + 64);
    while (text.length() < size) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(random.nextInt(8) == 0 ? '\n' : ' ');
      if (random.nextInt(5) == 0) {
        text.append(random.nextInt(100_000)).append(' ');
      }
    }
    return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), size);
  }

  /// Pages of text, of zeros and of noise, one after the other, in pieces of all lengths.
  public static byte[] mixed(long seed, int size) {
    var random = new Random(seed);
    var out = new ByteArrayOutputStream(size + 300_000);
    while (out.size() < size) {
      int piece = 1 + random.nextInt(300_000);
      out.writeBytes(
          switch (random.nextInt(3)) {
            case 0 -> text(random.nextLong(), piece);
            case 1 -> random(random.nextLong(), piece);
            default -> new byte[piece];
          });
    }
    return Arrays.copyOf(out.toByteArray(), size);
  }
}
