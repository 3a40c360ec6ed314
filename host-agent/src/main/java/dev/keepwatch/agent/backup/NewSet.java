package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a new set is called.
final class NewSet {

  /// How far the clock may stand before the newest backup; two runs within one second are no clock
  /// gone wrong.
  static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(60);

  private NewSet() {}

  /// Its time is after that of every set that is there, whole or not: no name is ever used twice.
  ///
  /// @param parent what it continues; nothing for a full
  /// @throws ArchiveException if the clock stands long before the newest backup
  static SetId id(Optional<Parent> parent, Catalog catalog, Instant now) throws ArchiveException {
    var time = timeAfter(catalog, now);
    return parent
        .<SetId>map(before -> new SetId.Incremental(before.end(), time))
        .orElseGet(() -> new SetId.Full(time));
  }

  private static BackupTime timeAfter(Catalog catalog, Instant now) throws ArchiveException {
    var newest = catalog.newestTime();
    var time = BackupTime.at(now);
    if (newest.isEmpty() || newest.get().isBefore(time)) {
      return time;
    }
    if (newest.get().instant().isAfter(now.plus(CLOCK_TOLERANCE))) {
      throw new ArchiveException(
          Reason.CLOCK,
          "the newest backup is of %s, and the clock of this host says %s: set the clock right"
              .formatted(newest.get().instant(), time.instant()));
    }
    return new BackupTime(newest.get().epochSecond() + 1);
  }
}
