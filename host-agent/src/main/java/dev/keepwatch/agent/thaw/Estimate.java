package dev.keepwatch.agent.thaw;

import dev.keepwatch.agent.storage.ThawTier;
import java.math.BigDecimal;
import java.time.Duration;

/// What bringing files back in one way would take.
///
/// @param tier the way
/// @param atLeast how long the first files usually take
/// @param atMost how long the last files usually take
/// @param requests what asking costs
/// @param retrieval what the bytes cost
/// @param copies what the copies cost for the days that they stay
public record Estimate(
    ThawTier tier,
    Duration atLeast,
    Duration atMost,
    BigDecimal requests,
    BigDecimal retrieval,
    BigDecimal copies) {

  /// All of it.
  public BigDecimal total() {
    return requests.add(retrieval).add(copies);
  }
}
