package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.pace.Pace;
import dev.keepwatch.agent.storage.s3.client.RetryRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How requests travel.
///
/// @param attempts how often one is sent before it is given up
/// @param pause how long to wait before the next attempt; without it longer from time to time
/// @param timeout how long a silent server is waited for
/// @param region where the bucket is said to be
/// @param inTheClear whether without TLS, also where the URL does not say so
/// @param authorities a file of certificates: who may vouch for the server; without it those that
///   this Java trusts
/// @param pace how fast files are sent
public record Transport(
    int attempts,
    Optional<Duration> pause,
    Duration timeout,
    Optional<String> region,
    boolean inTheClear,
    Optional<Path> authorities,
    Pace pace) {

  private static final int TIMEOUTS_TO_DEADLINE = 10;

  public static final Transport USUAL =
      new Transport(
          5,
          Optional.empty(),
          Duration.ofSeconds(60),
          Optional.empty(),
          false,
          Optional.empty(),
          Pace.NONE);

  /// When a request is sent again: not when it has been failing for ten times as long as silence is
  /// borne.
  RetryRule retries() {
    return new RetryRule(attempts, pause, timeout.multipliedBy(TIMEOUTS_TO_DEADLINE));
  }

  Transport withAuthorities(Path file) {
    return new Transport(attempts, pause, timeout, region, inTheClear, Optional.of(file), pace);
  }

  Transport withPace(Pace wanted) {
    return new Transport(attempts, pause, timeout, region, inTheClear, authorities, wanted);
  }
}
