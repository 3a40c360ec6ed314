package dev.keepwatch.format.repair;

import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Defect;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import dev.keepwatch.format.retention.CleanupPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What helps against each defect of an archive.
public final class Advice {

  /// What an operator does next.
  public enum Step {
    /// A lost file can be rebuilt.
    REPAIR,
    /// The run that was interrupted goes on with the next backup, or that one begins anew.
    BACK_UP_AGAIN,
    /// It can be deleted; nobody needs it.
    CLEAN_UP,
    /// It can be deleted when it is older.
    CLEAN_UP_LATER,
    /// Data is lost here, and a full backup puts an end to it; what is left can be restored.
    FULL_BACKUP,
    /// One of two files does not belong there.
    MOVE_AWAY,
    /// There is nothing to be done, and no need: newer backups are whole, or another set has taken
    /// its place.
    NOTHING
  }

  /// A defect and what helps.
  public record Advised(Defect defect, Step step) {}

  private final Catalog catalog;
  private final Set<SetId> repairable = new HashSet<>();
  private final Set<SetId> healed = new HashSet<>();
  private final Set<SetId> continued = new HashSet<>();
  private final Set<SetId> going = new HashSet<>();
  private final Map<SetId, CleanupPlan.Reason> kept = new HashMap<>();

  private final Optional<BackupTime> newestWhole;

  private Advice(Catalog catalog, Instant now, Duration cleanupAge) {
    this.catalog = catalog;
    this.newestWhole = catalog.newestWholeTime();
    var plan = RepairPlan.of(catalog);
    plan.repairs().forEach(repair -> repairable.add(repair.set().id()));
    findHealed(plan);
    catalog.newestChain().ifPresent(chain -> chain.sets().forEach(set -> continued.add(set.id())));
    var cleanup = CleanupPlan.of(catalog, now, cleanupAge);
    cleanup.going().forEach(set -> going.add(set.id()));
    cleanup.kept().forEach(one -> kept.put(one.set().id(), one.reason()));
  }

  /// One for each defect, in their order.
  ///
  /// @param cleanupAge from which age on the leavings of a run are deleted
  public static List<Advised> of(Catalog catalog, Instant now, Duration cleanupAge) {
    var advice = new Advice(catalog, now, cleanupAge);
    return catalog.defects().stream()
        .map(defect -> new Advised(defect, advice.step(defect)))
        .toList();
  }

  private Step step(Defect defect) {
    return switch (defect) {
      case Defect.MissingManifest lost -> stepForIncomplete(lost.set());
      case Defect.MissingSignatures lost -> stepForSignatures(lost.set());
      case Defect.Orphaned orphan -> stepForOrphan(orphan.set());
      case Defect.MissingVolumes lost -> unlessNewerIsWhole(lost.set());
      case Defect.Superseded superseded -> Step.NOTHING;
      case Defect.Ambiguous twice -> Step.MOVE_AWAY;
    };
  }

  private Step stepForIncomplete(SetId set) {
    if (repairable.contains(set)) {
      return Step.REPAIR;
    }
    if (going.contains(set)) {
      return Step.CLEAN_UP;
    }
    return switch (kept.get(set)) {
      case NEWEST -> Step.BACK_UP_AGAIN;
      case YOUNG -> Step.CLEAN_UP_LATER;
      case null -> unlessNewerIsWhole(set);
      case REPAIRABLE, A_BACKUP, BUILT_ON, UNCLEAR -> unlessNewerIsWhole(set);
    };
  }

  private Step unlessNewerIsWhole(SetId set) {
    return newestWhole.filter(set.time()::isBefore).isPresent() ? Step.NOTHING : Step.FULL_BACKUP;
  }

  /// Only the chain that the next increment would continue needs them.
  private Step stepForSignatures(SetId set) {
    if (repairable.contains(set)) {
      return Step.REPAIR;
    }
    return continued.contains(set) ? Step.FULL_BACKUP : Step.NOTHING;
  }

  private Step stepForOrphan(SetId.Incremental orphan) {
    return healed.contains(orphan) ? Step.REPAIR : unlessNewerIsWhole(orphan);
  }

  /// Orphans whose ancestors get their manifests back.
  private void findHealed(RepairPlan plan) {
    var back = new HashSet<BackupTime>();
    plan.repairs().forEach(repair -> back.add(repair.set().time()));
    for (var set : catalog.orphans()) {
      if (set.id() instanceof SetId.Incremental(var from, var time) && back.contains(from)) {
        back.add(time);
        healed.add(set.id());
      }
    }
  }
}
