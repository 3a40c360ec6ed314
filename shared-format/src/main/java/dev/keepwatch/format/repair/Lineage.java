package dev.keepwatch.format.repair;

import dev.keepwatch.format.catalog.BackupSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A set and all that it builds on. Sets of one chain share what stands before them, so that a long
/// chain takes no more room than its sets.
final class Lineage {

  private final @Nullable Lineage before;
  private final BackupSet set;
  private final boolean sound;

  /// @param before nothing for a full set
  /// @param complete whether the set's volumes are there, as far as names tell
  Lineage(@Nullable Lineage before, BackupSet set, boolean complete) {
    this.before = before;
    this.set = set;
    this.sound = complete && (before == null || before.sound);
  }

  BackupSet set() {
    return set;
  }

  /// Whether the volumes of all of them are there.
  boolean isSound() {
    return sound;
  }

  /// The full set first.
  List<BackupSet> sets() {
    var sets = new ArrayList<BackupSet>();
    for (Lineage at = this; at != null; at = at.before) {
      sets.add(at.set);
    }
    return List.copyOf(sets.reversed());
  }
}
