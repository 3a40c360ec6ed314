package dev.keepwatch.format.heartbeat;

import dev.keepwatch.format.naming.BackupTime;
import java.time.Instant;
import java.util.Optional;

/// One run of a job, as its host tells it.
///
/// @param program what ran, for instance `keepwatch 1.2.3`
/// @param host its name
/// @param job the job's name
/// @param began when the run began, by the host's clock
/// @param ended when it ended
/// @param outcome what became of it
/// @param set the time of the set that was written, if one was
/// @param kind of that set
/// @param errors entries that could not be read
/// @param storedBytes bytes that were stored
/// @param volumes volumes of the set
/// @param message the same in a sentence, for people
/// @param nextRun when the host means to run the job again, if it knows
public record Heartbeat(
    String program,
    String host,
    String job,
    Instant began,
    Instant ended,
    Outcome outcome,
    Optional<BackupTime> set,
    Optional<Kind> kind,
    long errors,
    long storedBytes,
    long volumes,
    String message,
    Optional<Instant> nextRun) {

  /// What becomes of a run.
  public enum Outcome {
    /// Everything that was to be backed up is.
    DONE,
    /// A set was stored, and something could not be read, or a command behind the backup failed.
    PARTIAL,
    /// The host had nothing to back up and says so.
    SKIPPED,
    /// No set was stored.
    FAILED
  }

  /// The kinds of set.
  public enum Kind {
    FULL,
    INCREMENTAL
  }

  public Heartbeat {
    if (errors < 0 || storedBytes < 0 || volumes < 0) {
      throw new IllegalArgumentException("counts are not negative");
    }
  }
}
