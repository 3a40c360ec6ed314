package dev.keepwatch.agent.storage;

import java.time.Instant;
import java.util.Optional;

/// What has become of a file in an archive class.
public sealed interface ThawState {

  /// Nobody has asked for it, or its copy has gone again.
  record Frozen() implements ThawState {}

  /// It was asked for, and is not here yet.
  record Coming() implements ThawState {}

  /// It can be read.
  ///
  /// @param until when it goes again, if it is known
  record Back(Optional<Instant> until) implements ThawState {}

  ThawState FROZEN = new Frozen();
  ThawState COMING = new Coming();
}
