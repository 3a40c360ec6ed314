package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.volume.ChangeTally;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.time.Instant;
import java.util.Optional;

/// How a backup ended.
///
/// @param set what was written, or would have been
/// @param previousFull when the full set began that was the last one before this run
/// @param started when the run began
/// @param ended when it ended
/// @param tally what it saw and stored
/// @param memberBytes bytes of members' bodies, before compression
/// @param storedBytes bytes of the volumes as they are stored
/// @param volumes how many volumes
/// @param errors how many entries could not be backed up
/// @param skipped whether nothing was stored, because nothing has changed
public record BackupResult(
    SetId set,
    Optional<BackupTime> previousFull,
    Instant started,
    Instant ended,
    ChangeTally tally,
    long memberBytes,
    long storedBytes,
    int volumes,
    long errors,
    boolean skipped) {

  /// The same with so many errors.
  BackupResult withErrors(long number) {
    return new BackupResult(
        set,
        previousFull,
        started,
        ended,
        tally,
        memberBytes,
        storedBytes,
        volumes,
        number,
        skipped);
  }
}
