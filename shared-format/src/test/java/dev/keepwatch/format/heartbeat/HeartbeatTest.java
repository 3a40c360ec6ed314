package dev.keepwatch.format.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keepwatch.format.heartbeat.Heartbeat.Kind;
import dev.keepwatch.format.heartbeat.Heartbeat.Outcome;
import dev.keepwatch.format.naming.BackupTime;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatTest {

  private static final Instant BEGAN = Instant.parse("2026-11-21T02:00:00Z");

  private static Heartbeat beat(String message) {
    return new Heartbeat(
        "keepwatch 1.0.0",
        "web01",
        "home",
        BEGAN,
        BEGAN.plusSeconds(61),
        Outcome.PARTIAL,
        Optional.of(BackupTime.at(BEGAN)),
        Optional.of(Kind.INCREMENTAL),
        2,
        12_345_678_901L,
        3,
        message,
        Optional.of(BEGAN.plusSeconds(86_400)));
  }

  @Test
  void the_text_is_what_the_schema_says() {
    assertThat(HeartbeatText.of(beat("two \"files\" were unreadable: ü")))
        .isEqualTo(
            "{\"schema\":1,\"program\":\"keepwatch 1.0.0\",\"host\":\"web01\",\"job\":\"home\","
                + "\"began\":\"2026-11-21T02:00:00Z\",\"ended\":\"2026-11-21T02:01:01Z\","
                + "\"outcome\":\"partial\",\"set\":\"20261121T020000Z\",\"kind\":\"incremental\","
                + "\"errors\":2,\"storedBytes\":12345678901,\"volumes\":3,"
                + "\"message\":\"two \\\"files\\\" were unreadable: \\u00fc\","
                + "\"nextRun\":\"2026-11-22T02:00:00Z\"}\n");
  }

  @Test
  void it_is_read_back() {
    var beat = beat("tab\t, \u0000, \ud83d\ude00 and \\ too");

    assertThat(HeartbeatText.parse(HeartbeatText.of(beat))).isEqualTo(beat);
  }

  @Test
  void a_run_without_a_set_says_so() {
    var failed =
        new Heartbeat(
            "keepwatch 1.0.0",
            "web01",
            "home",
            BEGAN,
            BEGAN,
            Outcome.FAILED,
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            0,
            "no route to host",
            Optional.empty());

    assertThat(HeartbeatText.parse(HeartbeatText.of(failed))).isEqualTo(failed);
  }

  @Test
  void a_long_message_is_cut() {
    var read = HeartbeatText.parse(HeartbeatText.of(beat("x".repeat(100_000))));

    assertThat(read.message()).hasSize(HeartbeatText.LONGEST_MESSAGE).endsWith("x…");
  }

  @Test
  void newer_hosts_may_say_more() {
    String text =
        HeartbeatText.of(beat("m"))
            .replace("\"schema\":1", " \"schema\" : 7 , \"more\":[1.5e3,{\"a\":null}],\"b\":true");

    assertThat(HeartbeatText.parse(text)).isEqualTo(beat("m"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "{\"schema\":1}",
        "{\"schema\":\"1\"}",
        "{\"schema\":1,}",
        "{\"a\":\"\\u00zz\"}",
        "{\"a\":01}",
        "{\"a\":\"b\"} x",
      })
  void what_is_no_heartbeat_is_refused(String text) {
    assertThatThrownBy(() -> HeartbeatText.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothing_may_be_deep_or_long() {
    String deep = "{\"a\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";

    assertThatThrownBy(() -> HeartbeatText.parse(deep)).hasMessageContaining("too deep");
    assertThatThrownBy(() -> HeartbeatText.parse(" ".repeat(20_000)))
        .hasMessage("longer than any heartbeat");
  }

  @RepeatedTest(20)
  void damaged_text_is_read_or_refused_and_nothing_else(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 200; i++) {
      var text = new StringBuilder(HeartbeatText.of(beat("m")));
      for (int k = 0; k <= random.nextInt(3); k++) {
        text.setCharAt(random.nextInt(text.length()), (char) (' ' + random.nextInt(95)));
      }
      var outcome = catchThrowable(() -> HeartbeatText.parse(text.toString()));
      assertThat(outcome == null || outcome instanceof IllegalArgumentException)
          .as("seed %d: %s gives %s", repetition.getCurrentRepetition(), text, outcome)
          .isTrue();
    }
  }

  @Test
  void a_key_tells_the_job_and_the_time() {
    var name = new HeartbeatName("home", BackupTime.at(BEGAN));

    assertThat(name.key()).isEqualTo("keepwatch/heartbeat/home/20261121T020000Z.json");
    assertThat(HeartbeatName.parse(name.key())).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "keepwatch/heartbeat/20261121T020000Z.json",
        "keepwatch/heartbeat//20261121T020000Z.json",
        "keepwatch/heartbeat/a/b/20261121T020000Z.json",
        "keepwatch/heartbeat/a/yesterday.json",
        "keepwatch/heartbeat/a/20261121T020000Z",
        "home/20261121T020000Z.json",
      })
  void other_keys_are_none(String key) {
    assertThat(HeartbeatName.parse(key)).isEmpty();
  }
}
