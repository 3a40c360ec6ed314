package dev.keepwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorSettingsTest {

  private static Map<String, String> least() {
    return Map.of(
        "BUCKET_NAME", "acme",
        "SENDER_ADDR", "Watch <watch@example.org>",
        "RECIPIENT_ADDR", "ops@example.org");
  }

  private static MonitorSettings with(String name, @Nullable String value) {
    var environment = new HashMap<>(least());
    if (value == null) {
      environment.remove(name);
    } else {
      environment.put(name, value);
    }
    return MonitorSettings.of(environment);
  }

  @Test
  void a_week_and_utc_are_what_nobody_needs_to_say() {
    var settings = MonitorSettings.of(least());

    assertThat(settings.targets()).containsExactly(new Target.Bucket("acme", ""));
    assertThat(settings.maxAge()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.zone()).isEqualTo(ZoneOffset.UTC);
    assertThat(settings.expected()).isEmpty();
  }

  @Test
  void several_buckets_and_folders_of_buckets_stand_between_commas() {
    assertThat(with("BUCKET_NAME", "acme-a, acme-b/web01/ ,acme-b//x,acme-a").targets())
        .containsExactly(
            new Target.Bucket("acme-a", ""),
            new Target.Bucket("acme-b", "web01"),
            new Target.Bucket("acme-b", "x"));
  }

  @Test
  void everything_else_can_be_said() {
    assertThat(with("MAX_AGE_DAYS", "1").maxAge()).isEqualTo(Duration.ofDays(1));
    assertThat(with("TIME_ZONE", "Europe/Berlin").zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(with("RECIPIENT_ADDR", "a@b.org,c@d.org").recipients()).hasSize(2);
    assertThat(with("EXPECTED_FOLDERS", "acme/home,acme/etc").expected())
        .containsExactly(new Target.Bucket("acme", "home"), new Target.Bucket("acme", "etc"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAX_AGE_DAYS | 0 | MAX_AGE_DAYS is wrong: \"0\" is no number of days: give a whole number, 1 or more.",
        "MAX_AGE_DAYS | -1 | MAX_AGE_DAYS is wrong: \"-1\" is no number of days: give a whole number, 1 or more.",
        "MAX_AGE_DAYS | 7d | MAX_AGE_DAYS is wrong: \"7d\" is no number of days: give a whole number, 1 or more.",
        "MAX_AGE_DAYS | 99999 | MAX_AGE_DAYS is wrong: \"99999\" is no number of days: give a whole number, 1 or more.",
        "MAX_AGE_DAYS | '' | MAX_AGE_DAYS is empty; set it, or take it away.",
        "BUCKET_NAME | ' ' | BUCKET_NAME is empty; set it, or take it away.",
        "BUCKET_NAME | acme,,b | BUCKET_NAME is wrong: \"\" is no name of a bucket: give bucket or bucket/folder.",
        "BUCKET_NAME | s3://acme | BUCKET_NAME is wrong: \"s3:\" is no name of a bucket: give bucket or bucket/folder.",
        "SENDER_ADDR | watch | SENDER_ADDR is wrong: \"watch\" is no mail address: give name@example.org.",
        "RECIPIENT_ADDR | a@b.org, | RECIPIENT_ADDR is wrong: \"\" is no mail address: give name@example.org.",
        "TIME_ZONE | Mars/Base | TIME_ZONE is wrong: \"Mars/Base\" is no time zone: give one like Europe/Berlin.",
        "EXPECTED_FOLDERS | other/home | EXPECTED_FOLDERS is wrong: BUCKET_NAME does not hold other/home.",
      })
  void a_wrong_setting_is_told_in_a_sentence(String name, String value, String sentence) {
    assertThatThrownBy(() -> with(name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @ParameterizedTest
  @CsvSource({"BUCKET_NAME", "SENDER_ADDR", "RECIPIENT_ADDR"})
  void a_missing_setting_is_told_in_a_sentence(String name) {
    assertThatThrownBy(() -> with(name, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(name + " is not set; the monitor needs it.");
  }

  @Test
  void more_recipients_than_ses_takes_are_refused() {
    assertThat(with("RECIPIENT_ADDR", "a@b.org,".repeat(49) + "a@b.org").recipients()).hasSize(50);
    assertThatThrownBy(() -> with("RECIPIENT_ADDR", "a@b.org,".repeat(50) + "a@b.org"))
        .hasMessage("RECIPIENT_ADDR is wrong: a mail can go to 50 recipients at most, not to 51.");
  }
}
