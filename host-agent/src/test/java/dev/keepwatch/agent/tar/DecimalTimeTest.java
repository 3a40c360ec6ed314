package dev.keepwatch.agent.tar;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTimeTest {

  private static DecimalTime parsed(String text) throws TarException {
    return DecimalTime.parse(text.getBytes(US_ASCII));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "1700000000, 1700000000, 0",
    "1700000000.5, 1700000000, 500000000",
    "1.123456789999, 1, 123456789",
    "-1, -1, 0",
    "-0.25, -1, 750000000",
    "-4.75, -5, 250000000",
    "-7.000, -7, 0"
  })
  void a_time_is_rounded_down_to_its_second(String text, long second, int nanos) throws Exception {
    assertThat(parsed(text)).isEqualTo(new DecimalTime(second, nanos));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".5",
        "5.",
        "1e9",
        "0x1",
        " 1",
        "1 ",
        "1.2.3",
        "--1",
        "9999999999999999999"
      })
  void what_is_no_time_is_refused(String text) {
    assertThatThrownBy(() -> parsed(text)).isInstanceOf(TarException.class);
  }

  @Test
  void every_time_comes_back_and_is_the_number_that_it_stands_for() throws Exception {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long second = random.nextLong() >> random.nextInt(10, 60);
      int nanos =
          random.nextBoolean() ? random.nextInt(1_000_000_000) : random.nextInt(10) * 100_000_000;
      var time = new DecimalTime(second, nanos);

      assertThat(parsed(time.toString())).as("seed %d", seed).isEqualTo(time);
      assertThat(new BigDecimal(time.toString()))
          .as("seed %d", seed)
          .isEqualByComparingTo(BigDecimal.valueOf(second).add(BigDecimal.valueOf(nanos, 9)));
    }
  }
}
