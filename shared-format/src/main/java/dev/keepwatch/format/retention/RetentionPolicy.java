package dev.keepwatch.format.retention;

import java.time.Instant;

/// What is to be kept of an archive. Whatever it says, the newest whole chain stays.
public sealed interface RetentionPolicy {

  /// Chains that ended before `time` go.
  record OlderThan(Instant time) implements RetentionPolicy {}

  /// Chains that ended before the newest `count` full sets began go. Full sets that are not whole
  /// are not counted.
  record AllButFulls(int count) implements RetentionPolicy {
    public AllButFulls {
      requireSome(count);
    }
  }

  /// The increments of these chains go; their full sets stay.
  record IncrementsOfAllButFulls(int count) implements RetentionPolicy {
    public IncrementsOfAllButFulls {
      requireSome(count);
    }
  }

  private static void requireSome(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("at least one full set is kept, not " + count);
    }
  }
}
