package dev.keepwatch.format.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keepwatch.format.fixtures.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeExpressionTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  private final TimeExpression newYork = new TimeExpression(NOW, ZoneId.of("America/New_York"));

  @ParameterizedTest
  @CsvSource({
    "now, 2023-11-14T22:13:20Z",
    "0, 1970-01-01T00:00:00Z",
    "1700000000, 2023-11-14T22:13:20Z",
    "20260102, 1970-08-23T11:48:22Z",
    "20260102T030405Z, 2026-01-02T03:04:05Z",
    "2002-04-26T04:22:01-07:00, 2002-04-26T11:22:01Z",
    "2002-04-26T04:22:01Z, 2002-04-26T04:22:01Z",
    "10s, 2023-11-14T22:13:10Z",
    "10m, 2023-11-14T22:03:20Z",
    "10h, 2023-11-14T12:13:20Z",
    "1D, 2023-11-13T22:13:20Z",
    "2W, 2023-10-31T22:13:20Z",
    "1M, 2023-10-15T22:13:20Z",
    "1Y, 2022-11-14T22:13:20Z",
    "1M2D, 2023-10-13T22:13:20Z",
    "1D1D1D, 2023-11-11T22:13:20Z",
    "0s, 2023-11-14T22:13:20Z",
  })
  void every_form_has_its_meaning(String text, Instant moment) {
    assertThat(newYork.resolve(text)).isEqualTo(moment);
  }

  /// July too is five hours behind: duplicity leaves daylight saving out.
  @ParameterizedTest
  @CsvSource({
    "2023-07-01, 2023-07-01T05:00:00Z",
    "2023-7-1, 2023-07-01T05:00:00Z",
    "2023/07/01, 2023-07-01T05:00:00Z",
    "07/01/2023, 2023-07-01T05:00:00Z",
    "7-1-2023, 2023-07-01T05:00:00Z",
    "20230701Z, 2023-07-01T05:00:00Z",
    "2023-07-01T12:00:00, 2023-07-01T17:00:00Z",
    "2023-12-01, 2023-12-01T05:00:00Z",
  })
  void a_time_without_a_zone_is_local_standard_time(String text, Instant moment) {
    assertThat(newYork.resolve(text)).isEqualTo(moment);
  }

  @Test
  void the_zone_counts() {
    var kolkata = new TimeExpression(NOW, ZoneId.of("Asia/Kolkata"));

    assertThat(kolkata.resolve("2023-07-01")).isEqualTo(Instant.parse("2023-06-30T18:30:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Now",
        "yesterday",
        "1d",
        "1H",
        "1w",
        "1y",
        "1S",
        "D",
        "1D2",
        "1D 2h",
        "-1D",
        "1.5D",
        "2023-02-30",
        "13/13/2023",
        "2023-13-01",
        "20231301Z",
        "20231114T221320",
        "20231114t221320z",
        "2023-11-14T25:00:00Z",
        "2023-11-14T22:13:20+25:00",
        "2023-11-14T22:13:20+1:00",
        "2023-11-14 22:13:20",
        "10000000000s",
        "999999999999",
        "١D",
        "1D\n",
      })
  void what_is_no_time_is_refused_with_the_forms_there_are(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> newYork.resolve(text))
        .withMessageStartingWith("'" + text + "' is not a time: give an interval like 3D");
  }

  @Test
  void an_interval_may_be_longer_than_history_but_not_than_arithmetic() {
    assertThat(newYork.resolve("9999Y")).isBefore(Instant.parse("0001-01-01T00:00:00Z"));
    assertThat(newYork.resolve("999999999Y")).isBefore(Instant.EPOCH);
    assertThatIllegalArgumentException().isThrownBy(() -> newYork.resolve("999999999Y".repeat(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> newYork.resolve("999999999Y".repeat(300)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeExpression.parseInterval("999999999Y".repeat(300)));
  }

  @Test
  void an_interval_has_a_length() {
    assertThat(TimeExpression.parseInterval("1M2D")).isEqualTo(Duration.ofDays(32));
    assertThat(TimeExpression.parseInterval("1Y1W1h1m1s"))
        .isEqualTo(Duration.ofDays(372).plusHours(1).plusMinutes(1).plusSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "now", "7", "1d", "2023-07-01", "D1", "1M 2D", "1M-2D"})
  void what_is_no_interval_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TimeExpression.parseInterval(text))
        .withMessageStartingWith("'" + text + "' is not an interval: give numbers");
  }

  @Test
  void whatever_people_type_is_a_time_or_refused() {
    Seeds.rounds(
        5000,
        random -> {
          var text = new StringBuilder();
          for (int length = random.nextInt(25); length > 0; length--) {
            text.append("0123456789smhDWMYTZ-/:+".charAt(random.nextInt(23)));
          }
          try {
            assertThat(newYork.resolve(text.toString())).isNotNull();
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("is not a time");
          }
        });
  }
}
