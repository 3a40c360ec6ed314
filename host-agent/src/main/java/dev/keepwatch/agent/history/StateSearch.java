package dev.keepwatch.agent.history;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Finds the sets that make up the state at a time, and refuses to give an older state for it
/// silently.
record StateSearch(Catalog catalog, Instant time) {

  List<BackupSet> sets() throws ArchiveException {
    var sets = withSuperseded(chain().setsUpTo(time));
    var newest = sets.getLast().time();
    refuseUnusable(newest);
    for (var set : sets) {
      refuseAmbiguous(set);
    }
    return sets;
  }

  private Chain chain() throws ArchiveException {
    return catalog.chainAt(time).orElseThrow(() -> new ArchiveException(Reason.NO_BACKUP, why()));
  }

  private String why() {
    if (catalog.isEmpty()) {
      return "there is no backup here";
    }
    return catalog.chains().stream()
        .map(Chain::start)
        .min(Comparator.naturalOrder())
        .map(start ->
            "the oldest backup is of %s, and %s was asked for"
                .formatted(start.instant(), time.truncatedTo(ChronoUnit.SECONDS)))
        .orElse(
            catalog.orphans().isEmpty()
                ? "no backup is complete here: what is there was interrupted, or lost its manifest; keepwatch collection-status tells more"
                : "no full backup is complete here that the increments could build on; keepwatch collection-status tells more");
  }

  /// An increment whose place in the chain a later one took can still be restored itself.
  private List<BackupSet> withSuperseded(List<BackupSet> sets) throws ArchiveException {
    var newest = sets.getLast().time();
    for (var set : catalog.superseded().reversed()) {
      if (isBetween(set, newest) && set.id() instanceof SetId.Incremental(var from, var to)) {
        return continuing(from, set);
      }
    }
    return sets;
  }

  private List<BackupSet> continuing(BackupTime from, BackupSet last) throws ArchiveException {
    for (var chain : catalog.chains()) {
      var sets = new ArrayList<>(chain.setsUpTo(from.instant()));
      if (!sets.isEmpty() && sets.getLast().time().equals(from)) {
        sets.add(last);
        return sets;
      }
    }
    throw unusable(last, "the one that it builds on is not there", from);
  }

  /// A run that broke off before its signatures is no backup; one that lacks only its manifest, or
  /// a set that it builds on, was one.
  private void refuseUnusable(BackupTime newest) throws ArchiveException {
    for (var orphan : catalog.orphans()) {
      if (isBetween(orphan, newest)) {
        throw unusable(orphan, "one that it builds on is not there", newest);
      }
    }
    for (var incomplete : catalog.incomplete()) {
      if (incomplete.signatures().isPresent() && isBetween(incomplete, newest)) {
        throw unusable(incomplete, "its manifest is not there, though its signatures are", newest);
      }
    }
  }

  private static ArchiveException unusable(BackupSet set, String why, BackupTime usable) {
    return new ArchiveException(
        Reason.MANIFEST,
        "the backup of %s cannot be used, since %s: keepwatch collection-status tells more. The newest state before it is that of %s: take it with --time %s"
            .formatted(set.time(), why, usable, usable));
  }

  private static void refuseAmbiguous(BackupSet set) throws ArchiveException {
    if (set.missingVolumes().isEmpty() && !set.isWhole()) {
      throw new ArchiveException(
          Reason.MANIFEST,
          "the %s has its manifest or a volume twice, under different names (keepwatch collection-status names them): move the one away that does not belong there"
              .formatted(set.id()));
    }
  }

  private boolean isBetween(BackupSet set, BackupTime newest) {
    return set.time().isAfter(newest) && !set.time().instant().isAfter(time);
  }
}
