package dev.keepwatch.format.repair;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Defect;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import dev.keepwatch.format.repair.Hopeless.Reason;
import dev.keepwatch.format.repair.Repair.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at each set, oldest first, so that what a set builds on has been judged before it.
final class RepairSearch {

  /// What a set builds on.
  ///
  /// @param lacks whether it is an increment and there is nothing
  /// @param lineage nothing for a full set
  private record Footing(boolean lacks, @Nullable Lineage lineage) {}

  private final Catalog catalog;
  private final Set<SetId> doubled;
  private final Map<BackupTime, Lineage> lineages = new HashMap<>();
  private final PlacesTaken places;
  private final List<Repair> repairs = new ArrayList<>();
  private final List<Hopeless> hopeless = new ArrayList<>();

  RepairSearch(Catalog catalog) {
    this.catalog = catalog;
    this.doubled =
        catalog.defects().stream()
            .filter(Defect.Ambiguous.class::isInstance)
            .map(Defect::set)
            .collect(Collectors.toSet());
    this.places = new PlacesTaken(catalog);
  }

  RepairPlan plan() {
    var superseded =
        catalog.superseded().stream()
            .map(BackupSet::id)
            .collect(Collectors.toCollection(HashSet::new));
    catalog
        .sets()
        .sorted(
            Comparator.comparing(BackupSet::time)
                .thenComparing(set -> !set.isComplete())
                .thenComparing(set -> set.id().toString()))
        .forEach(set -> look(set, superseded.contains(set.id())));
    return new RepairPlan(repairs, hopeless);
  }

  private void look(BackupSet set, boolean superseded) {
    var footing = footing(set);
    var lineage = new Lineage(footing.lineage(), set, hasItsVolumes(set) && !isDoubled(set));
    if (!set.isComplete()) {
      var obstacle = obstacleToManifest(set, footing);
      note(lineage, Part.MANIFEST, obstacle);
      if (obstacle.isPresent()) {
        return;
      }
    } else if (set.signatures().isEmpty() && !superseded) {
      note(lineage, Part.SIGNATURES, obstacleToSignatures(set, footing));
    }
    if (!footing.lacks()) {
      lineages.putIfAbsent(set.time(), lineage);
    }
  }

  private void note(Lineage lineage, Part part, Optional<Reason> obstacle) {
    obstacle.ifPresentOrElse(
        reason -> hopeless.add(new Hopeless(lineage.set(), part, reason)),
        () -> repairs.add(new Repair(part, lineage)));
  }

  private Footing footing(BackupSet set) {
    return switch (set.id()) {
      case SetId.Full full -> new Footing(false, null);
      case SetId.Incremental(var from, var time) -> {
        var parent = lineages.get(from);
        yield new Footing(parent == null, parent);
      }
    };
  }

  private Optional<Reason> obstacleToManifest(BackupSet set, Footing footing) {
    if (set.signatures().isEmpty()) {
      return Optional.of(Reason.END_UNKNOWN);
    }
    return obstacleInSet(set)
        .or(() -> footing.lacks() ? Optional.of(Reason.PARENT_LOST) : Optional.empty())
        .or(() -> places.admit(set) ? Optional.empty() : Optional.of(Reason.IN_THE_WAY));
  }

  private Optional<Reason> obstacleToSignatures(BackupSet set, Footing footing) {
    var before = footing.lineage();
    boolean sound = before == null || before.isSound();
    return obstacleInSet(set)
        .or(() -> footing.lacks() ? Optional.of(Reason.PARENT_LOST) : Optional.empty())
        .or(() -> sound ? Optional.empty() : Optional.of(Reason.BASIS_LOST));
  }

  private Optional<Reason> obstacleInSet(BackupSet set) {
    if (isDoubled(set) || set.hasUnnamedFiles()) {
      return Optional.of(Reason.DOUBLED);
    }
    return hasItsVolumes(set) ? Optional.empty() : Optional.of(Reason.VOLUMES_LOST);
  }

  private boolean isDoubled(BackupSet set) {
    return doubled.contains(set.id());
  }

  private static boolean hasItsVolumes(BackupSet set) {
    return set.missingVolumes().isEmpty();
  }
}
