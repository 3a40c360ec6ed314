package dev.keepwatch.format.repair;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import java.util.List;

/// What of an archive's lost manifests and signatures can be rebuilt.
///
/// Names decide, so a repair may still find that volumes are damaged, or fewer than there were. A
/// manifest is only rebuilt where the signatures are there: they are stored after all volumes, and
/// tell of every entry that these held. Without them a set that was interrupted would be turned
/// into one that looks whole.
///
/// @param repairs oldest set first: what stands later may need what stands before
/// @param hopeless what lacks and cannot be rebuilt, oldest set first
public record RepairPlan(List<Repair> repairs, List<Hopeless> hopeless) {

  public RepairPlan {
    repairs = List.copyOf(repairs);
    hopeless = List.copyOf(hopeless);
  }

  public static RepairPlan of(Catalog catalog) {
    return new RepairSearch(catalog).plan();
  }

  /// Whether nothing can be rebuilt.
  public boolean isEmpty() {
    return repairs.isEmpty();
  }

  /// Whether something of the set is rebuilt.
  public boolean repairs(BackupSet set) {
    return repairs.stream().anyMatch(repair -> repair.set().id().equals(set.id()));
  }
}
