package dev.keepwatch.format.retention;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Increments outside of chains that were backups once and may be again: one has lost its manifest,
/// the next is an orphan for that. What they build on must not go before them.
final class Awaiting {

  private final Map<BackupTime, List<BackupTime>> builtOn = new HashMap<>();

  Awaiting(Catalog catalog) {
    // A run that broke off before its signatures was never a backup.
    var lostManifest = catalog.incomplete().stream().filter(set -> set.signatures().isPresent());
    Stream.of(catalog.orphans().stream(), catalog.superseded().stream(), lostManifest)
        .flatMap(sets -> sets)
        .map(BackupSet::id)
        .forEach(this::add);
  }

  private void add(SetId id) {
    if (id instanceof SetId.Incremental(var from, var time)) {
      builtOn.computeIfAbsent(from, t -> new ArrayList<>()).add(time);
    }
  }

  /// The time of the newest that builds on a set of the chain, be it over others.
  Optional<BackupTime> newest(Chain chain) {
    Set<BackupTime> seen = new HashSet<>();
    Deque<BackupTime> open = new ArrayDeque<>();
    chain.sets().forEach(set -> open.add(set.time()));
    while (!open.isEmpty()) {
      for (var time : builtOn.getOrDefault(open.remove(), List.of())) {
        if (seen.add(time)) {
          open.add(time);
        }
      }
    }
    return seen.stream().max(BackupTime::compareTo);
  }
}
