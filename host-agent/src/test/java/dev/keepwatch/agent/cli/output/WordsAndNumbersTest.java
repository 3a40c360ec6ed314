package dev.keepwatch.agent.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The expected words are those of duplicity 0.8.22 (`StatsObj.get_byte_summary_string`,
/// `dup_time.inttopretty`, asked of the installed program).
class WordsAndNumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "1, 1 byte",
    "999, 999 bytes",
    "1023, 1023 bytes",
    "1024, 1.00 KB",
    "10239, 10.00 KB",
    "10240, 10.0 KB",
    "12326, 12.0 KB",
    "102399, 100.0 KB",
    "102400, 100 KB",
    "379476, 371 KB",
    "1047552, 1023 KB",
    "1048575, 1024 KB",
    "1048576, 1.00 MB",
    "6748947, 6.44 MB",
    "102400000, 97.7 MB",
    "1048576000, 1000 MB",
    "1073741824, 1.00 GB",
    "5497558138880, 5.00 TB",
    "1125899906842624, 1024 TB",
    "-5, -5 bytes",
    "-2048, -2.00 KB"
  })
  void a_number_of_bytes_has_three_digits_that_count(long bytes, String words) {
    assertThat(ByteCount.words(bytes)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.00 seconds",
    "30, 0.03 seconds",
    "1000, 1 second",
    "1250, 1.25 seconds",
    "59990, 59.99 seconds",
    "60000, 1 minute",
    "60500, 1 minute",
    "61000, 1 minute 1 second",
    "61200, 1 minute 1.20 seconds",
    "75130, 1 minute 15.13 seconds",
    "3600000, 1 hour",
    "3660250, 1 hour 1 minute",
    "3725000, 1 hour 2 minutes 5.00 seconds",
    "7200000, 2 hours",
    "90061000, 25 hours 1 minute 1 second"
  })
  void a_duration_is_told_in_hours_minutes_and_seconds(long millis, String words) {
    assertThat(StatisticsBlock.words(Duration.ofMillis(millis))).isEqualTo(words);
  }

  @Test
  void times_are_local_and_days_of_one_digit_have_a_blank_before_them() {
    var utc = new LocalTime(ZoneId.of("UTC"));
    var newYork = new LocalTime(ZoneId.of("America/New_York"));

    assertThat(utc.of(Instant.ofEpochSecond(1_700_000_000L))).isEqualTo("Tue Nov 14 22:13:20 2023");
    assertThat(newYork.of(Instant.ofEpochSecond(1_700_000_000L)))
        .isEqualTo("Tue Nov 14 17:13:20 2023");
    assertThat(utc.of(Instant.parse("2100-01-01T00:00:00Z"))).isEqualTo("Fri Jan  1 00:00:00 2100");
    assertThat(utc.of(Instant.ofEpochSecond(-1))).isEqualTo("Wed Dec 31 23:59:59 1969");
  }
}
