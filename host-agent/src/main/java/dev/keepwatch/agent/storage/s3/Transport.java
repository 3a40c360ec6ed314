package dev.keepwatch.agent.storage.s3;

import java.time.Duration;
import java.util.Optional;

/// How requests travel.
///
/// @param attempts how often one is sent before it is given up
/// @param pause how long to wait before the next attempt; without it longer from time to time
/// @param timeout how long a silent server is waited for
/// @param region where the bucket is said to be
/// @param inTheClear whether without TLS, also where the URL does not say so
public record Transport(
    int attempts,
    Optional<Duration> pause,
    Duration timeout,
    Optional<String> region,
    boolean inTheClear) {

  public static final Transport USUAL =
      new Transport(5, Optional.empty(), Duration.ofSeconds(60), Optional.empty(), false);
}
