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
import java.util.stream.Stream;

/// Looks at each set, oldest first, so that what a set builds on has been judged before it.
final class RepairSearch {

  /// What a later set may build on.
  ///
  /// @param chain the set and all before it
  /// @param sound whether the volumes of all of them are there, as far as names tell
  private record Footing(List<BackupSet> chain, boolean sound) {}

  private final Catalog catalog;
  private final Set<SetId> doubled;
  private final Map<BackupTime, Footing> footings = new HashMap<>();
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
    Stream.of(
            catalog.chains().stream().flatMap(chain -> chain.sets().stream()),
            catalog.orphans().stream(),
            catalog.superseded().stream(),
            catalog.incomplete().stream())
        .flatMap(sets -> sets)
        .sorted(
            Comparator.comparing(BackupSet::time)
                .thenComparing(set -> !set.isComplete())
                .thenComparing(set -> set.id().toString()))
        .forEach(set -> look(set, superseded.contains(set.id())));
    return new RepairPlan(repairs, hopeless);
  }

  private void look(BackupSet set, boolean superseded) {
    var before = before(set);
    if (!set.isComplete()) {
      var obstacle = obstacleToManifest(set, before);
      note(set, Part.MANIFEST, before, obstacle);
      if (obstacle.isPresent()) {
        return;
      }
    } else if (set.signatures().isEmpty() && !superseded) {
      note(set, Part.SIGNATURES, before, obstacleToSignatures(set, before));
    }
    before.ifPresent(footing -> footings.putIfAbsent(set.time(), with(footing, set)));
  }

  private void note(BackupSet set, Part part, Optional<Footing> before, Optional<Reason> obstacle) {
    obstacle.ifPresentOrElse(
        reason -> hopeless.add(new Hopeless(set, part, reason)),
        () -> repairs.add(new Repair(part, with(before.orElseThrow(), set).chain())));
  }

  /// What the set builds on; nothing if that cannot be used.
  private Optional<Footing> before(BackupSet set) {
    return switch (set.id()) {
      case SetId.Full full -> Optional.of(new Footing(List.of(), true));
      case SetId.Incremental(var from, var time) -> Optional.ofNullable(footings.get(from));
    };
  }

  private Footing with(Footing before, BackupSet set) {
    var chain = new ArrayList<>(before.chain());
    chain.add(set);
    return new Footing(chain, before.sound() && hasItsVolumes(set) && !isDoubled(set));
  }

  private Optional<Reason> obstacleToManifest(BackupSet set, Optional<Footing> before) {
    if (set.signatures().isEmpty()) {
      return Optional.of(Reason.END_UNKNOWN);
    }
    return obstacleInSet(set)
        .or(() -> before.isEmpty() ? Optional.of(Reason.PARENT_LOST) : Optional.empty())
        .or(() -> places.admit(set) ? Optional.empty() : Optional.of(Reason.IN_THE_WAY));
  }

  private Optional<Reason> obstacleToSignatures(BackupSet set, Optional<Footing> before) {
    return obstacleInSet(set)
        .or(() -> before.isEmpty() ? Optional.of(Reason.PARENT_LOST) : Optional.empty())
        .or(() -> before.orElseThrow().sound() ? Optional.empty() : Optional.of(Reason.BASIS_LOST));
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
