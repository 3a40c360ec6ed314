package dev.keepwatch.monitor;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.BackupTime;
import java.time.Duration;
import java.time.Instant;

/// A time whose state can be restored in full, as far as names can tell.
///
/// @param time the time in its set's name: what to ask a restore for
/// @param dated when the backup was made at the latest: the earlier of the name's time and the time
///   at which the storage took the manifest. A name can claim any time; a file cannot have been
///   made after it was stored.
record RestorePoint(BackupTime time, Instant dated) {

  static RestorePoint of(BackupSet set) {
    Instant named = set.time().instant();
    Instant stored = set.manifest().map(StoredFile::lastModified).orElse(named);
    return new RestorePoint(set.time(), stored.isBefore(named) ? stored : named);
  }

  Duration age(Instant now) {
    var age = Duration.between(dated, now);
    return age.isNegative() ? Duration.ZERO : age;
  }
}
