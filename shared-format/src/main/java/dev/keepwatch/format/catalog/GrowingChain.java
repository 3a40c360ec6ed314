package dev.keepwatch.format.catalog;

import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A chain to which increments are still being added.
final class GrowingChain {

  private static final Comparator<GrowingChain> OLDEST_FIRST =
      Comparator.comparing(chain -> chain.full.time());

  private final BackupSet full;
  private final List<BackupSet> increments = new ArrayList<>();

  GrowingChain(BackupSet full) {
    this.full = full;
  }

  BackupTime end() {
    return last().time();
  }

  void add(BackupSet increment) {
    increments.add(increment);
  }

  BackupSet removeLast() {
    return increments.removeLast();
  }

  Chain chain() {
    return new Chain(full, increments);
  }

  private BackupSet last() {
    return increments.isEmpty() ? full : increments.getLast();
  }

  private Optional<BackupTime> lastIncrementFrom() {
    return last().id() instanceof SetId.Incremental increment
        ? Optional.of(increment.from())
        : Optional.empty();
  }

  /// Finds the chain that an increment continues without asking each: a hostile listing may show
  /// very many.
  static final class Index {
    private final Map<BackupTime, NavigableSet<GrowingChain>> byEnd = new HashMap<>();
    private final Map<BackupTime, NavigableSet<GrowingChain>> byLastFrom = new HashMap<>();

    void add(GrowingChain chain) {
      put(byEnd, chain.end(), chain);
      chain.lastIncrementFrom().ifPresent(from -> put(byLastFrom, from, chain));
    }

    /// To be called before the chain's end changes.
    void remove(GrowingChain chain) {
      drop(byEnd, chain.end(), chain);
      chain.lastIncrementFrom().ifPresent(from -> drop(byLastFrom, from, chain));
    }

    /// The oldest chain that ends at `time`, or whose last increment begins there.
    Optional<GrowingChain> reaching(BackupTime time) {
      return Stream.of(byEnd, byLastFrom)
          .flatMap(chains -> Optional.ofNullable(chains.get(time)).stream())
          .map(NavigableSet::getFirst)
          .min(OLDEST_FIRST);
    }

    private static void put(
        Map<BackupTime, NavigableSet<GrowingChain>> chains, BackupTime time, GrowingChain chain) {
      chains.computeIfAbsent(time, t -> new TreeSet<>(OLDEST_FIRST)).add(chain);
    }

    private static void drop(
        Map<BackupTime, NavigableSet<GrowingChain>> chains, BackupTime time, GrowingChain chain) {
      chains.computeIfPresent(
          time,
          (t, found) -> {
            found.remove(chain);
            return found.isEmpty() ? null : found;
          });
    }
  }
}
