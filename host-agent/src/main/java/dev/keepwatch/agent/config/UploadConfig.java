package dev.keepwatch.agent.config;

import dev.keepwatch.agent.pace.Timetable;
import java.util.Optional;

/// How volumes are sent.
///
/// @param parallel how many at a time
/// @param limit how fast, all of them together
public record UploadConfig(Optional<Integer> parallel, Timetable limit) {

  /// Where nothing is said.
  public static final UploadConfig USUAL = new UploadConfig(Optional.empty(), Timetable.UNLIMITED);
}
