package dev.keepwatch.format.catalog;

import dev.keepwatch.format.naming.BackupTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A full set and the increments that build on it, each on the one before.
///
/// @param full where the chain begins
/// @param increments what builds on it, oldest first
public record Chain(BackupSet full, List<BackupSet> increments) {

  public Chain {
    increments = List.copyOf(increments);
  }

  /// All sets, the full first.
  public List<BackupSet> sets() {
    var sets = new ArrayList<BackupSet>();
    sets.add(full);
    sets.addAll(increments);
    return sets;
  }

  /// The time of the full set.
  public BackupTime start() {
    return full.time();
  }

  /// The time of the newest set, whole or not.
  public BackupTime end() {
    return last().time();
  }

  public BackupSet last() {
    return increments.isEmpty() ? full : increments.getLast();
  }

  /// The newest time that can be restored in full: that of the last set before the first that is
  /// not whole.
  ///
  /// @return nothing if the full set itself is not whole
  public Optional<BackupTime> wholeEnd() {
    Optional<BackupTime> end = Optional.empty();
    for (var set : sets()) {
      if (!set.isWhole()) {
        break;
      }
      end = Optional.of(set.time());
    }
    return end;
  }

  /// The sets that make up the state at `time`.
  public List<BackupSet> setsUpTo(Instant time) {
    return sets().stream().filter(set -> !set.time().instant().isAfter(time)).toList();
  }

  public long volumeCount() {
    return sets().stream().mapToLong(BackupSet::volumeCount).sum();
  }
}
