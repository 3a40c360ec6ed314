package dev.keepwatch.agent.retention;

import java.time.Duration;

/// What is to be cleaned up.
///
/// @param minimumAge how long ago the last file of a set must have been written
/// @param delete whether to delete; else it is only told what would go
public record CleanupRequest(Duration minimumAge, boolean delete) {

  /// A run that takes longer is not known.
  public static final Duration USUAL_AGE = Duration.ofDays(7);
}
