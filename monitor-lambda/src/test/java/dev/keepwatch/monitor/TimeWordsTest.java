package dev.keepwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimeWordsTest {

  @Test
  void a_length_is_told_in_its_two_largest_units() {
    assertThat(TimeWords.length(Duration.ZERO)).isEqualTo("0 seconds");
    assertThat(TimeWords.length(Duration.ofSeconds(1))).isEqualTo("1 second");
    assertThat(TimeWords.length(Duration.ofSeconds(3661))).isEqualTo("1 hour 1 minute");
    assertThat(TimeWords.length(Duration.ofDays(7))).isEqualTo("7 days");
    assertThat(TimeWords.length(Duration.ofDays(7).plusSeconds(1))).isEqualTo("7 days 1 second");
    assertThat(TimeWords.length(Duration.ofDays(400).plusHours(2))).isEqualTo("400 days 2 hours");
  }

  @Test
  void a_time_is_told_in_local_time_too_unless_that_is_utc() {
    var summer = Instant.parse("2026-07-01T22:30:00Z");

    assertThat(new TimeWords(ZoneOffset.UTC).both(summer)).isEqualTo("2026-07-01 22:30:00 UTC");
    assertThat(new TimeWords(ZoneId.of("UTC")).both(summer)).isEqualTo("2026-07-01 22:30:00 UTC");
    assertThat(new TimeWords(ZoneId.of("Europe/Berlin")).both(summer))
        .isEqualTo("2026-07-01 22:30:00 UTC (2026-07-02 00:30:00 +02:00 Europe/Berlin)");
    assertThat(
            new TimeWords(ZoneId.of("Europe/London")).both(Instant.parse("2026-01-01T00:00:00Z")))
        .isEqualTo("2026-01-01 00:00:00 UTC (2026-01-01 00:00:00 +00:00 Europe/London)");
  }
}
