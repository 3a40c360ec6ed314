package dev.keepwatch.format.catalog;

import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Strings complete sets together into chains (FORMAT.md §2).
final class ChainBuilder {

  private final List<BackupSet> all;
  private final List<List<BackupSet>> chains = new ArrayList<>();
  private final Map<BackupTime, List<BackupSet>> byEnd = new HashMap<>();
  private final List<BackupSet> orphans = new ArrayList<>();
  private final List<BackupSet> superseded = new ArrayList<>();

  /// @param all every set, oldest first
  ChainBuilder(List<BackupSet> all) {
    this.all = all;
    all.stream().filter(BackupSet::isComplete).forEach(this::place);
  }

  private void place(BackupSet set) {
    switch (set.id()) {
      case SetId.Full full -> {
        var chain = new ArrayList<>(List.of(set));
        chains.add(chain);
        byEnd.putIfAbsent(full.time(), chain);
      }
      case SetId.Incremental increment -> placeIncrement(set, increment);
    }
  }

  private void placeIncrement(BackupSet set, SetId.Incremental increment) {
    var chain = byEnd.get(increment.from());
    if (chain == null) {
      chain = replaceLast(increment);
    }
    if (chain == null) {
      orphans.add(set);
      return;
    }
    byEnd.remove(chain.getLast().time(), chain);
    chain.add(set);
    byEnd.putIfAbsent(set.time(), chain);
  }

  /// Two increments from the same point: the later one continues the chain.
  private @Nullable List<BackupSet> replaceLast(SetId.Incremental later) {
    for (var chain : chains) {
      var last = chain.getLast();
      if (last.id() instanceof SetId.Incremental(var from, var time)
          && from.equals(later.from())
          && time.isBefore(later.time())) {
        byEnd.remove(time, chain);
        chain.removeLast();
        superseded.add(last);
        return chain;
      }
    }
    return null;
  }

  Catalog catalog(long foreignFiles) {
    var incomplete = all.stream().filter(set -> !set.isComplete()).toList();
    var built = chains.stream().map(c -> new Chain(c.getFirst(), c.subList(1, c.size()))).toList();
    return new Catalog(built, orphans, superseded, incomplete, defects(), foreignFiles);
  }

  private List<Defect> defects() {
    return Stream.of(
            all.stream().flatMap(set -> set.defects().stream()),
            increments(orphans).map(Defect.Orphaned::new),
            increments(superseded).map(Defect.Superseded::new))
        .flatMap(found -> found)
        .sorted(Comparator.comparing((Defect defect) -> defect.set().time()))
        .<Defect>map(defect -> defect)
        .toList();
  }

  private static Stream<SetId.Incremental> increments(List<BackupSet> sets) {
    return sets.stream()
        .flatMap(set -> set.id() instanceof SetId.Incremental id ? Stream.of(id) : Stream.empty());
  }
}
