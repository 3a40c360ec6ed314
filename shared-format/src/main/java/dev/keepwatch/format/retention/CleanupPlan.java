package dev.keepwatch.format.retention;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What interrupted runs have left, and what of it may go.
///
/// Only volumes go that nobody can ever need: of a set without manifest and without signatures, on
/// which nothing builds, and behind which a whole backup stands. duplicity deletes sound data where
/// only a manifest or a signature is missing (FORMAT.md §2, §11); here that is left to a repair.
///
/// @param going the sets that may go, newest first
/// @param kept all other sets outside of chains, oldest first, and why
public record CleanupPlan(List<BackupSet> going, List<Kept> kept) {

  /// A set outside of chains that stays.
  ///
  /// @param set the set
  /// @param reason why
  public record Kept(BackupSet set, Reason reason) {}

  /// Why a set stays.
  public enum Reason {
    /// Its signatures are there, so that its manifest can be rebuilt.
    REPAIRABLE,
    /// It has a manifest: it is a backup that has lost what it builds on, or that another replaced.
    A_BACKUP,
    /// Others build on it.
    BUILT_ON,
    /// No whole backup is newer.
    NEWEST,
    /// The run that writes it may not have ended.
    YOUNG,
    /// Its files cannot all be told.
    UNCLEAR
  }

  public CleanupPlan {
    going = List.copyOf(going);
    kept = List.copyOf(kept);
  }

  /// @param minimumAge how long ago the last of a set's files must have been written
  public static CleanupPlan of(Catalog catalog, Instant now, Duration minimumAge) {
    var parents = parents(catalog);
    var going = new ArrayList<BackupSet>();
    var kept = new ArrayList<Kept>();
    Stream.concat(catalog.orphans().stream(), catalog.superseded().stream())
        .forEach(set -> kept.add(new Kept(set, Reason.A_BACKUP)));
    for (var set : catalog.incomplete()) {
      if (set.signatures().isPresent()) {
        kept.add(new Kept(set, Reason.REPAIRABLE));
      } else if (parents.contains(set.time())) {
        kept.add(new Kept(set, Reason.BUILT_ON));
      } else if (catalog.newestWholeTime().filter(set.time()::isBefore).isEmpty()) {
        kept.add(new Kept(set, Reason.NEWEST));
      } else if (age(set, now).compareTo(minimumAge) < 0) {
        kept.add(new Kept(set, Reason.YOUNG));
      } else if (set.hasUnnamedFiles()) {
        kept.add(new Kept(set, Reason.UNCLEAR));
      } else {
        going.add(set);
      }
    }
    going.sort(Comparator.comparing(BackupSet::time).reversed());
    kept.sort(Comparator.comparing(one -> one.set().time()));
    return new CleanupPlan(going, kept);
  }

  /// The younger of what the name says and what the storage says.
  private static Duration age(BackupSet set, Instant now) {
    var named = set.time().instant();
    var stored = set.lastModified();
    return Duration.between(named.isAfter(stored) ? named : stored, now);
  }

  private static Set<BackupTime> parents(Catalog catalog) {
    var parents = new HashSet<BackupTime>();
    catalog
        .sets()
        .map(BackupSet::id)
        .forEach(id -> {
          if (id instanceof SetId.Incremental(var from, var time)) {
            parents.add(from);
          }
        });
    return parents;
  }

  /// Whether nothing goes.
  public boolean isEmpty() {
    return going.isEmpty();
  }
}
