package dev.keepwatch.format.catalog;

import dev.keepwatch.format.naming.SetId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Strings complete sets together into chains (FORMAT.md §2).
///
/// A full begins a chain. An increment goes to the oldest chain that either ends where it begins,
/// and joins that, or whose last increment begins where it begins, and takes that one's place (so
/// does a run that followed one whose signatures were lost). Without such a chain it is an orphan.
final class ChainBuilder {

  private final List<BackupSet> all;
  private final List<GrowingChain> chains = new ArrayList<>();
  private final GrowingChain.Index index = new GrowingChain.Index();
  private final List<BackupSet> orphans = new ArrayList<>();
  private final List<BackupSet> superseded = new ArrayList<>();

  /// @param all every set, oldest first
  ChainBuilder(List<BackupSet> all) {
    this.all = all;
    all.stream().filter(BackupSet::isComplete).forEach(this::place);
  }

  private void place(BackupSet set) {
    switch (set.id()) {
      case SetId.Full full -> begin(set);
      case SetId.Incremental increment -> placeIncrement(set, increment);
    }
  }

  private void begin(BackupSet full) {
    var chain = new GrowingChain(full);
    chains.add(chain);
    index.add(chain);
  }

  private void placeIncrement(BackupSet set, SetId.Incremental increment) {
    var reaching = index.reaching(increment.from());
    if (reaching.isEmpty()) {
      orphans.add(set);
      return;
    }
    var chain = reaching.get();
    index.remove(chain);
    if (!chain.end().equals(increment.from())) {
      superseded.add(chain.removeLast());
    }
    chain.add(set);
    index.add(chain);
  }

  Catalog catalog(long foreignFiles) {
    var incomplete = all.stream().filter(set -> !set.isComplete()).toList();
    var built = chains.stream().map(GrowingChain::chain).toList();
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
