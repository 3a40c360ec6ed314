package dev.keepwatch.agent.rsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockLengthTest {
  @ParameterizedTest
  @CsvSource({
    "0, 512",
    "1, 512",
    "262144, 512",
    "263168, 512",
    "263169, 1024",
    "300000, 1024",
    "1048576, 1024",
    "5000000, 2560",
    "107374182400, 327680",
    "281474976710656, 16777216",
    "9223372036854775807, 16777216",
  })
  void it_is_the_square_root_of_the_size_rounded_up_to_512(long sizeBytes, int expected) {
    assertThat(BlockLength.forFileSize(sizeBytes)).isEqualTo(expected);
  }

  @Test
  void it_does_not_suffer_from_the_short_digits_of_a_double() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      long root = random.nextLong(1, 1 << 24);
      long sizeBytes = root * root + random.nextLong(-1, 2);
      long exact = BigInteger.valueOf(sizeBytes).sqrt().longValueExact();
      long expected = Math.clamp(Math.ceilDiv(exact, 512L) * 512, 512, 1L << 24);
      assertThat(BlockLength.forFileSize(sizeBytes))
          .as("of %d", sizeBytes)
          .isEqualTo((int) expected);
    }
  }

  @Test
  void a_negative_size_is_refused() {
    assertThatThrownBy(() -> BlockLength.forFileSize(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
