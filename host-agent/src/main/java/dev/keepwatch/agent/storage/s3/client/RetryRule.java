package dev.keepwatch.agent.storage.s3.client;

import java.time.Duration;
import java.util.Optional;

/// When a request is sent again.
///
/// Without a fixed pause it grows with each attempt, and any length up to that is as likely (full
/// jitter), so that many hosts that failed together do not come back together.
///
/// @param attempts how often a request is sent at most
/// @param pause how long to wait each time, if somebody said so
/// @param deadline how long after the first failure the last attempt may begin; what a slow line
///   needs for one transfer does not count against the next
public record RetryRule(int attempts, Optional<Duration> pause, Duration deadline) {

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration FIRST_OF_THROTTLED = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int MOST_DOUBLINGS = 10;

  /// How long to wait before the next attempt.
  ///
  /// @param made how many attempts there were, at least one
  /// @param elapsed the time since the first failed
  /// @param trouble what became of the last
  /// @param asked how long the server asks to be left alone
  /// @param chance from 0 to 1
  /// @return nothing if there shall be no next attempt
  Optional<Duration> next(
      int made, Duration elapsed, Trouble trouble, Duration asked, double chance) {
    if (!trouble.passes() || made >= attempts) {
      return Optional.empty();
    }
    Duration wait = pause.orElseGet(() -> longer(asked, jittered(made, trouble, chance)));
    return elapsed.plus(wait).compareTo(deadline) > 0 ? Optional.empty() : Optional.of(wait);
  }

  private static Duration jittered(int made, Trouble trouble, double chance) {
    Duration first = trouble == Trouble.THROTTLED ? FIRST_OF_THROTTLED : FIRST;
    Duration longest = first.multipliedBy(1L << Math.min(made - 1, MOST_DOUBLINGS));
    long millis = Math.min(longest.toMillis(), LONGEST.toMillis());
    return Duration.ofMillis(Math.round(millis * chance));
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
