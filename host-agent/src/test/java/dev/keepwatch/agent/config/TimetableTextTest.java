package dev.keepwatch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20MiB/s | 03:00 | 20971520",
        "20MiB | 03:00 | 20971520",
        "unlimited | 03:00 | -1",
        "20MiB/s,22:00-06:00=unlimited | 21:59:59 | 20971520",
        "20MiB/s,22:00-06:00=unlimited | 22:00 | -1",
        "20MiB/s,22:00-06:00=unlimited | 00:00 | -1",
        "20MiB/s,22:00-06:00=unlimited | 05:59:59.999 | -1",
        "20MiB/s,22:00-06:00=unlimited | 06:00 | 20971520",
        "8:00-18:00=1MB/s | 07:59 | -1",
        "8:00-18:00=1MB/s | 8:00 | 1000000",
        "8:00-18:00=1MB/s | 18:00 | -1",
        "08:00-12:00=1KB/s, 12:00 - 24:00 = 2KB/s, default=3KB/s | 12:00 | 2000",
        "08:00-12:00=1KB/s, 12:00 - 24:00 = 2KB/s, default=3KB/s | 23:59 | 2000",
        "08:00-12:00=1KB/s, 12:00 - 24:00 = 2KB/s, default=3KB/s | 00:00 | 3000",
      })
  void speeds_hold_at_their_times(String text, String time, long expected) {
    var now = LocalTime.parse(time.length() == 4 ? "0" + time : time);

    assertThat(TimetableText.parse(text).at(now).orElse(-1)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "fast | 'fast' is no speed such as 20MiB/s, nor 'unlimited'",
        "0MiB/s | nothing could be sent at a speed of 0",
        "20MiB/s,25:00-06:00=unlimited | '25:00' is no time of the day",
        "20MiB/s,6-8=unlimited | '6-8' is no span of the day such as 22:00-06:00, nor 'default'",
        "06:00-06:00=1MB/s | the span from 06:00 to 06:00 has no length; say 'default' for the whole day",
        "22:00-06:00=1MB/s,05:00-07:00=2MB/s | the spans 22:00-06:00 and 05:00-07:00 overlap",
        "1MB/s,2MB/s | '1MB/s,2MB/s' says twice what holds for default",
      })
  void what_makes_no_sense_is_refused(String text, String why) {
    assertThatThrownBy(() -> TimetableText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(why);
  }
}
