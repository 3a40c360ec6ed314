package dev.keepwatch.format.naming;

/// Which backup set a file belongs to.
///
/// A set is either complete in itself or builds on the set that ended at `from`.
public sealed interface SetId {

  /// When the run began; the time that people mean by "the backup of Monday".
  BackupTime time();

  /// A set that holds everything.
  record Full(BackupTime time) implements SetId {
    @Override
    public String toString() {
      return "full " + time;
    }
  }

  /// A set that holds what changed since `from`.
  record Incremental(BackupTime from, BackupTime time) implements SetId {
    public Incremental {
      if (!from.isBefore(time)) {
        throw new IllegalArgumentException("an increment must run forward: " + from + " " + time);
      }
    }

    @Override
    public String toString() {
      return "increment " + from + " to " + time;
    }
  }
}
