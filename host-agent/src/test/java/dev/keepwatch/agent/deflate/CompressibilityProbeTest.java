package dev.keepwatch.agent.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.envelope.SampleData;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class CompressibilityProbeTest {
  private static final int SIZE = Chunk.SIZE;

  @Test
  void noise_is_not_worth_deflating_whatever_its_seed_and_length() {
    var random = new Random(7);
    for (int seed = 0; seed < 200; seed++) {
      int size = 4096 + random.nextInt(SIZE - 4096);
      assertCompressible(false, "noise, seed " + seed, SampleData.random(seed, size));
    }
  }

  @Test
  void what_was_deflated_once_is_not_worth_deflating_again() {
    byte[] deflated = deflate(SampleData.text(1, 4_000_000));
    assertCompressible(false, "deflated text", Arrays.copyOfRange(deflated, 1000, 1000 + SIZE));
  }

  @Test
  void text_and_zeros_and_coded_noise_are_worth_it() {
    assertCompressible(true, "text", SampleData.text(1, SIZE));
    assertCompressible(true, "zeros", new byte[SIZE]);
    assertCompressible(
        true, "base64", Base64.getEncoder().encode(SampleData.random(1, SIZE / 4 * 3)));
  }

  @Test
  void little_data_is_always_deflated() {
    assertCompressible(true, "few bytes", SampleData.random(1, 4095));
    assertCompressible(true, "no bytes", new byte[0]);
  }

  @Test
  void a_page_of_text_in_the_midst_of_noise_is_seen() {
    for (int page : new int[] {8 * 1024, 16 * 1024, 64 * 1024}) {
      byte[] data = SampleData.random(3, SIZE);
      System.arraycopy(SampleData.text(4, page), 0, data, 20_000, page);
      assertCompressible(true, page + " bytes of text", data);
    }
  }

  @Test
  void noise_that_returns_is_seen_though_all_bytes_are_equally_frequent() {
    byte[] unit = SampleData.random(5, 10_007);
    var data = new byte[SIZE];
    for (int i = 0; i < SIZE; i++) {
      data[i] = unit[i % unit.length];
    }
    assertCompressible(true, "returning noise", data);

    for (int i = 0; i < SIZE; i++) {
      data[i] = (byte) i;
    }
    assertCompressible(true, "counting", data);
  }

  @Test
  void columns_of_numbers_are_seen() {
    var random = new Random(9);
    var data = new byte[SIZE];
    for (int i = 0; i < SIZE; i += 4) {
      int value = random.nextInt(1 << 24);
      data[i + 1] = (byte) (value >> 16);
      data[i + 2] = (byte) (value >> 8);
      data[i + 3] = (byte) value;
    }
    assertCompressible(true, "three random bytes of four", data);
  }

  private static void assertCompressible(boolean expected, String what, byte[] data) {
    assertThat(CompressibilityProbe.isCompressible(new byte[0], 0, data, data.length))
        .as(what)
        .isEqualTo(expected);
  }

  private static byte[] deflate(byte[] data) {
    var out = new ByteArrayOutputStream();
    try (var deflater = new Deflater()) {
      deflater.setInput(data);
      deflater.finish();
      var buffer = new byte[65_536];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    return out.toByteArray();
  }
}
