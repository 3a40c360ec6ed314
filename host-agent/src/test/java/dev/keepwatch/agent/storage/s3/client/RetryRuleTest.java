package dev.keepwatch.agent.storage.s3.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RetryRuleTest {

  private static final Duration SOON = Duration.ZERO;
  private static final RetryRule USUAL =
      new RetryRule(20, Optional.empty(), Duration.ofMinutes(10));

  private static List<Long> longestPauses(Trouble trouble, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(made -> USUAL.next(made, SOON, trouble, Duration.ZERO, 1))
        .map(pause -> pause.map(Duration::toMillis).orElse(-1L))
        .toList();
  }

  @Test
  void pauses_become_longer_up_to_a_bound() {
    assertThat(longestPauses(Trouble.PASSING, 10))
        .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12800L, 20000L, 20000L);
  }

  @Test
  void a_server_that_wants_to_be_asked_less_is_left_alone_for_longer() {
    assertThat(longestPauses(Trouble.THROTTLED, 6))
        .containsExactly(1000L, 2000L, 4000L, 8000L, 16000L, 20000L);
  }

  @Test
  void chance_makes_a_pause_anything_up_to_its_bound() {
    assertThat(USUAL.next(4, SOON, Trouble.PASSING, Duration.ZERO, 0)).contains(Duration.ZERO);
    assertThat(USUAL.next(4, SOON, Trouble.PASSING, Duration.ZERO, 0.5))
        .contains(Duration.ofMillis(400));
  }

  @Test
  void a_server_that_says_how_long_is_not_asked_earlier() {
    assertThat(USUAL.next(1, SOON, Trouble.THROTTLED, Duration.ofSeconds(7), 1))
        .contains(Duration.ofSeconds(7));
    assertThat(USUAL.next(5, SOON, Trouble.THROTTLED, Duration.ofSeconds(7), 1))
        .contains(Duration.ofSeconds(16));
  }

  @Test
  void a_pause_that_somebody_chose_is_that_long() {
    var rule = new RetryRule(3, Optional.of(Duration.ofSeconds(30)), Duration.ofMinutes(10));

    assertThat(rule.next(2, SOON, Trouble.THROTTLED, Duration.ofSeconds(50), 0.1))
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void after_the_last_attempt_there_is_none() {
    var rule = new RetryRule(3, Optional.empty(), Duration.ofMinutes(10));

    assertThat(rule.next(2, SOON, Trouble.PASSING, Duration.ZERO, 0)).isPresent();
    assertThat(rule.next(3, SOON, Trouble.PASSING, Duration.ZERO, 0)).isEmpty();
  }

  @Test
  void no_attempt_begins_behind_the_deadline() {
    var late = Duration.ofMinutes(10).minusMillis(50);

    assertThat(USUAL.next(1, late, Trouble.PASSING, Duration.ZERO, 0.4)).isPresent();
    assertThat(USUAL.next(1, late, Trouble.PASSING, Duration.ZERO, 1)).isEmpty();
  }

  @Test
  void what_lasts_is_not_tried_again() {
    assertThat(USUAL.next(1, SOON, Trouble.LASTING, Duration.ZERO, 0)).isEmpty();
    assertThat(USUAL.next(1, SOON, Trouble.EXPIRED, Duration.ZERO, 0)).isEmpty();
  }
}
