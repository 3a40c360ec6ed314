package dev.keepwatch.format.catalog;

import dev.keepwatch.format.naming.SetId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Strings complete sets together into chains (FORMAT.md §2).
///
/// A full begins a chain. An increment joins the chain that ends where it begins. If there is none,
/// but a chain whose last increment begins where it begins, then it takes that one's place: so does
/// a run whose parent had lost its signatures. Otherwise it is an orphan.
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
    var joined = index.endingAt(increment.from());
    if (joined.isPresent()) {
      extend(joined.get(), set);
      return;
    }
    var forked = index.lastIncrementFrom(increment.from());
    if (forked.isPresent()) {
      replaceLast(forked.get(), set);
    } else {
      orphans.add(set);
    }
  }

  private void extend(GrowingChain chain, BackupSet set) {
    index.remove(chain);
    chain.add(set);
    index.add(chain);
  }

  private void replaceLast(GrowingChain chain, BackupSet set) {
    index.remove(chain);
    superseded.add(chain.removeLast());
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
