package dev.keepwatch.infra.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DailyCronTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 7 * * ? *",
        "0 7 ? * * *",
        "*/15 * * * ? *",
        "5,35 0-23/6 * * ? *",
        "59 23 * * ? *",
        "0/30 8-18 * * ? *"
      })
  void times_of_every_day_are_taken(String fields) {
    assertThat(new DailyCron(fields).fields()).isEqualTo(fields);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0 7 * * *",
        "0 7 * * ? * *",
        "0  7 * * ? *",
        "60 7 * * ? *",
        "0 24 * * ? *",
        "0 -1 * * ? *",
        "5-1 7 * * ? *",
        "*/0 7 * * ? *",
        "*-5 7 * * ? *",
        "0, 7 * * ? *",
        "0 7 * * * *",
        "0 7 ? * ? *",
        "0 7 ? * MON-FRI *",
        "0 7 1 * ? *",
        "0 7 * 1-11 ? *",
        "0 7 * * ? 2027",
        "a 7 * * ? *",
        "0 7am * * ? *"
      })
  void a_day_left_out_or_a_time_that_is_none_is_refused(String fields) {
    assertThatIllegalArgumentException().isThrownBy(() -> new DailyCron(fields));
  }
}
