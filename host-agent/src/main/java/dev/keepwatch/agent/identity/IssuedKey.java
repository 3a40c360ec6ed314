package dev.keepwatch.agent.identity;

import java.time.Duration;
import java.time.Instant;

/// A key as the account lists it, without its secret.
///
/// @param active whether it is accepted
public record IssuedKey(String id, boolean active, Instant createdAt) {

  /// From this age on it should be replaced.
  static final Duration OLD = Duration.ofDays(90);

  /// How old it is, in whole days.
  public long days(Instant now) {
    return Math.max(0, Duration.between(createdAt, now).toDays());
  }

  public boolean isOld(Instant now) {
    return Duration.between(createdAt, now).compareTo(OLD) >= 0;
  }
}
