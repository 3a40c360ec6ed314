package dev.keepwatch.format.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keepwatch.format.fixtures.Seeds;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupTimeTest {

  @Test
  void a_time_stands_in_a_name_in_utc_to_the_second() {
    var time = BackupTime.at(Instant.parse("2023-11-14T22:13:20.999Z"));

    assertThat(time).hasToString("20231114T221320Z").isEqualTo(new BackupTime(1_700_000_000));
    assertThat(time.instant()).isEqualTo(Instant.parse("2023-11-14T22:13:20Z"));
  }

  @Test
  void what_was_written_is_read_again() {
    Seeds.rounds(
        500,
        random -> {
          var time = new BackupTime(random.nextLong(-62_135_596_800L, 253_402_300_800L));
          assertThat(BackupTime.parse(time.toString())).isEqualTo(time);
        });
  }

  @Test
  void the_order_of_times_is_that_of_their_text() {
    Seeds.rounds(
        200,
        random -> {
          var one = new BackupTime(random.nextLong(0, 253_402_300_800L));
          var other = new BackupTime(random.nextLong(0, 253_402_300_800L));
          assertThat(Integer.signum(one.compareTo(other)))
              .isEqualTo(Integer.signum(one.toString().compareTo(other.toString())));
          assertThat(one.isBefore(other)).isEqualTo(one.compareTo(other) < 0);
          assertThat(one.isAfter(other)).isEqualTo(one.compareTo(other) > 0);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "20230230T000000Z",
        "20231114T240000Z",
        "20231114T221360Z",
        "20231314T221320Z",
        "20231114t221320z",
        "20231114T221320",
        "2023114T221320Z",
        "00000101T000000Z",
        "-0010101T000000Z",
        "+12023111T22132Z",
        "+120231114T221320Z",
        "99999999T999999Z",
        " 20231114T221320Z",
      })
  void what_is_no_time_is_refused(String text) {
    assertThat(BackupTime.tryParse(text)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BackupTime.parse(text))
        .withMessageContaining("20260102T030405Z");
  }

  @Test
  void only_years_of_four_digits_fit_a_name() {
    assertThat(new BackupTime(253_402_300_799L)).hasToString("99991231T235959Z");
    assertThat(new BackupTime(-62_135_596_800L)).hasToString("00010101T000000Z");
    assertThatIllegalArgumentException().isThrownBy(() -> new BackupTime(253_402_300_800L));
    assertThatIllegalArgumentException().isThrownBy(() -> new BackupTime(-62_135_596_801L));
    assertThatIllegalArgumentException().isThrownBy(() -> BackupTime.at(Instant.MAX));
  }
}
