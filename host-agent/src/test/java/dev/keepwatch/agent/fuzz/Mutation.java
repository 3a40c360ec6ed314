package dev.keepwatch.agent.fuzz;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Damages samples: flipped bits, cut ends, pieces lost, doubled, moved or taken from another
/// sample, and numbers, in whatever form, that are as odd as they can be.
public final class Mutation {

  private static final long[] ODD_NUMBERS = {
    0,
    1,
    2,
    0x7f,
    0x80,
    0xff,
    0x100,
    511,
    512,
    513,
    0x7fff,
    0x8000,
    0xffff,
    65536,
    0xff_ffff,
    0x7fff_ffff,
    0x8000_0000L,
    0xffff_ffffL,
    1L << 33,
    1L << 53,
    Long.MAX_VALUE - 511,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -1
  };

  private static final List<String> ODD_DIGITS =
      List.of(
          "0",
          "1",
          "-1",
          "00",
          "7",
          "8",
          "12",
          "99999",
          "65536",
          "2147483647",
          "2147483648",
          "4294967295",
          "77777777777",
          "9223372036854775807",
          "99999999999999999999999",
          "1e9",
          "");

  private static final int LONGEST = 1 << 20;
  private static final int TAR_BLOCK = 512;

  private final SplittableRandom random;
  private final List<byte[]> samples;

  public Mutation(SplittableRandom random, List<byte[]> samples) {
    this.random = random;
    this.samples = samples;
  }

  /// One of the samples with one to five wounds.
  public byte[] next() {
    return wounded(sample());
  }

  /// These bytes with one to five wounds.
  public byte[] wounded(byte[] sound) {
    byte[] bytes = sound.clone();
    int wounds = 1 + random.nextInt(random.nextInt(1, 6));
    for (int i = 0; i < wounds; i++) {
      bytes = once(bytes);
    }
    return bytes.length > LONGEST ? Arrays.copyOf(bytes, LONGEST) : bytes;
  }

  private byte[] sample() {
    return samples.get(random.nextInt(samples.size()));
  }

  private byte[] once(byte[] bytes) {
    if (bytes.length == 0) {
      return sample().clone();
    }
    int at = place(bytes.length);
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> flipped(bytes, at);
      case 3 -> Arrays.copyOf(bytes, at);
      case 4 -> without(bytes, at, at + span(bytes.length - at));
      case 5 -> doubled(bytes, at);
      case 6 -> moved(bytes, at);
      case 7 -> spliced(bytes, at);
      case 8, 9 -> oddNumber(bytes, at);
      case 10, 11 -> oddDigits(bytes, at);
      case 12 -> joined(bytes, at, noise(), at);
      default -> oddByte(bytes, at);
    };
  }

  /// Half of the wounds come near the beginning, where headers and lengths are.
  private int place(int length) {
    return random.nextInt(random.nextBoolean() ? Math.min(64, length) : length);
  }

  private int span(int room) {
    int most = random.nextBoolean() ? 16 : TAR_BLOCK * 3;
    int length = 1 + random.nextInt(most);
    return Math.min(room, random.nextInt(4) == 0 ? TAR_BLOCK : length);
  }

  private byte[] flipped(byte[] bytes, int at) {
    bytes[at] ^= (byte) (1 << random.nextInt(8));
    return bytes;
  }

  private byte[] oddByte(byte[] bytes, int at) {
    bytes[at] = (byte) ODD_NUMBERS[random.nextInt(8)];
    return bytes;
  }

  private byte[] oddNumber(byte[] bytes, int at) {
    long number = ODD_NUMBERS[random.nextInt(ODD_NUMBERS.length)];
    int width = 1 << random.nextInt(4);
    boolean bigEndian = random.nextBoolean();
    for (int i = 0; i < width && at + i < bytes.length; i++) {
      int shift = 8 * (bigEndian ? width - 1 - i : i);
      bytes[at + i] = (byte) (number >>> shift);
    }
    return bytes;
  }

  /// Other digits where digits stand, the next ones from here.
  private byte[] oddDigits(byte[] bytes, int at) {
    int start = at;
    while (start < bytes.length && !isDigit(bytes[start])) {
      start++;
    }
    int end = start;
    while (end < bytes.length && isDigit(bytes[end])) {
      end++;
    }
    byte[] digits = oddDigits(end - start).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    return joined(bytes, start, digits, end);
  }

  /// Of the same length, mostly: fields have their places.
  private String oddDigits(int length) {
    String digits = ODD_DIGITS.get(random.nextInt(ODD_DIGITS.size()));
    if (random.nextInt(4) == 0) {
      return digits;
    }
    String filled = "0".repeat(Math.max(0, length - digits.length())) + digits;
    return filled.substring(filled.length() - length);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private byte[] doubled(byte[] bytes, int at) {
    byte[] piece = Arrays.copyOfRange(bytes, at, at + span(bytes.length - at));
    int times = random.nextInt(8) == 0 ? 1 + random.nextInt(200) : 1;
    var repeated = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      repeated.writeBytes(piece);
    }
    return joined(bytes, at, repeated.toByteArray(), at);
  }

  private byte[] moved(byte[] bytes, int at) {
    int end = at + span(bytes.length - at);
    byte[] piece = Arrays.copyOfRange(bytes, at, end);
    byte[] rest = without(bytes, at, end);
    int to = random.nextInt(rest.length + 1);
    return joined(rest, to, piece, to);
  }

  private byte[] spliced(byte[] bytes, int at) {
    byte[] other = sample();
    int from = other.length == 0 ? 0 : random.nextInt(other.length);
    int to = from + random.nextInt(other.length - from + 1);
    int end = random.nextBoolean() ? at : bytes.length;
    return joined(bytes, at, Arrays.copyOfRange(other, from, to), end);
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(40)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] without(byte[] bytes, int from, int to) {
    return joined(bytes, from, new byte[0], to);
  }

  /// What stands before `from`, the piece, and what stands from `to` on.
  private static byte[] joined(byte[] bytes, int from, byte[] piece, int to) {
    byte[] all = Arrays.copyOf(bytes, from + piece.length + bytes.length - to);
    System.arraycopy(piece, 0, all, from, piece.length);
    System.arraycopy(bytes, to, all, from + piece.length, bytes.length - to);
    return all;
  }

  /// Gives the headers of a damaged tar stream right checksums again, where they seem to be: else
  /// hardly any damage would get past the first look.
  public static byte[] withTarChecksums(byte[] tar) {
    for (int at = 0; at + TAR_BLOCK <= tar.length; at += TAR_BLOCK) {
      boolean header = tar[at + 257] == 'u' && tar[at + 258] == 's' && tar[at + 259] == 't';
      if (header) {
        sum(tar, at);
      }
    }
    return tar;
  }

  private static void sum(byte[] tar, int at) {
    Arrays.fill(tar, at + 148, at + 156, (byte) ' ');
    int sum = 0;
    for (int i = at; i < at + TAR_BLOCK; i++) {
      sum += tar[i] & 0xff;
    }
    byte[] digits = "%06o\0 ".formatted(sum).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, tar, at + 148, digits.length);
  }
}
