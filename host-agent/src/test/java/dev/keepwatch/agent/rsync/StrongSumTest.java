package dev.keepwatch.agent.rsync;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.MD4Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrongSumTest {
  @ParameterizedTest
  @CsvSource({
    "'', 31d6cfe0d16ae931b73c59d7e0c089c0",
    "a, bde52cb31de33e46245e05fbdbd6fb24",
    "abc, a448017aaf21d8525fc10ae87aa6729d",
    "message digest, d9130a8164549fe818874806e1c7014b",
    "abcdefghijklmnopqrstuvwxyz, d79e1c308aa5bbcdeea8ed63df412da9",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789,"
        + " 043f8582f241db351ce627e153e7f0e4",
    "12345678901234567890123456789012345678901234567890123456789012345678901234567890,"
        + " e33b4ddc9c38f2199c3e7b164fcc0536",
  })
  void md4_gives_the_sums_of_rfc_1320(String text, String sum) {
    assertThat(sumOf(new Md4(), Md4.LENGTH, text)).isEqualTo(sum);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8",
    "abc, bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319",
  })
  void blake2b_gives_the_known_sums(String text, String sum) {
    assertThat(sumOf(new Blake2b(), Blake2b.LENGTH, text)).isEqualTo(sum);
  }

  @Test
  void md4_agrees_with_another_one_for_every_length_and_place() {
    compare(new Md4(), new MD4Digest());
  }

  @Test
  void blake2b_agrees_with_another_one_for_every_length_and_place() {
    compare(new Blake2b(), new Blake2bDigest(256));
  }

  private static void compare(StrongSum ours, Digest theirs) {
    byte[] bytes = new FileStates(2).bytes(5000);
    var random = new SplittableRandom(2);
    byte[] sum = new byte[theirs.getDigestSize()];
    byte[] expected = new byte[sum.length];
    for (int i = 0; i < 1000; i++) {
      int length = i < 600 ? i : random.nextInt(4000);
      int offset = random.nextInt(1000);
      ours.hash(bytes, offset, length, sum);
      theirs.update(bytes, offset, length);
      theirs.doFinal(expected, 0);
      assertThat(sum).as("%d bytes from %d on", length, offset).isEqualTo(expected);
    }
  }

  private static String sumOf(StrongSum strongSum, int sumLength, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    byte[] sum = new byte[sumLength + 1];
    strongSum.hash(bytes, 0, bytes.length, sum);
    return HexFormat.of().formatHex(Arrays.copyOf(sum, sumLength));
  }
}
