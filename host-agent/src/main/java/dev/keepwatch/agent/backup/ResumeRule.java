package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.journal.JournalState;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.naming.SetId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether a set that an interrupted run has begun is to be continued.
final class ResumeRule {

  /// As long a set without manifest is not cleaned up.
  static final Duration LONGEST_PAUSE = Duration.ofDays(7);

  private ResumeRule() {}

  /// What speaks against it.
  ///
  /// @param settings of the new run
  static Optional<String> obstacle(
      JournalState state, Catalog catalog, BackupRequest.Kind kind, String settings, Instant now) {
    if (state.touched().plus(LONGEST_PAUSE).isBefore(now)) {
      return Optional.of(
          "nothing was done for it since %s, which is more than %d days"
              .formatted(state.touched(), LONGEST_PAUSE.toDays()));
    }
    if (state.set().time().instant().isAfter(now.plus(NewSet.CLOCK_TOLERANCE))) {
      return Optional.of(
          "it is dated %s, and this host's clock says %s".formatted(state.set().time(), now));
    }
    if (!state.settings().equals(settings)) {
      return Optional.of("it was begun with another selection, other keys or other settings");
    }
    if (catalog.newestTime().filter(state.set().time()::isBefore).isPresent()) {
      return Optional.of("another run has written to the archive since");
    }
    boolean increment = state.set() instanceof SetId.Incremental;
    if (increment && kind == BackupRequest.Kind.FULL) {
      return Optional.of("a full backup is asked for, and it is an increment");
    }
    return Optional.empty();
  }
}
