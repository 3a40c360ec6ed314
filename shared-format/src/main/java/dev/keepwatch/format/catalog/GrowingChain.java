package dev.keepwatch.format.catalog;

import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// A chain to which increments are still being added.
final class GrowingChain {

  private final BackupSet full;
  private final List<BackupSet> increments = new ArrayList<>();

  GrowingChain(BackupSet full) {
    this.full = full;
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
    return last().id() instanceof SetId.Incremental(var from, var time)
        ? Optional.of(from)
        : Optional.empty();
  }

  /// Finds the chain that an increment continues without asking each: a hostile listing may show
  /// very many.
  static final class Index {
    private final Map<BackupTime, SequencedSet<GrowingChain>> byEnd = new HashMap<>();
    private final Map<BackupTime, SequencedSet<GrowingChain>> byLastFrom = new HashMap<>();

    void add(GrowingChain chain) {
      put(byEnd, chain.last().time(), chain);
      chain.lastIncrementFrom().ifPresent(from -> put(byLastFrom, from, chain));
    }

    /// To be called before the chain's end changes.
    void remove(GrowingChain chain) {
      drop(byEnd, chain.last().time(), chain);
      chain.lastIncrementFrom().ifPresent(from -> drop(byLastFrom, from, chain));
    }

    Optional<GrowingChain> endingAt(BackupTime time) {
      return first(byEnd, time);
    }

    Optional<GrowingChain> lastIncrementFrom(BackupTime time) {
      return first(byLastFrom, time);
    }

    private static Optional<GrowingChain> first(
        Map<BackupTime, SequencedSet<GrowingChain>> chains, BackupTime time) {
      return Optional.ofNullable(chains.get(time)).map(SequencedSet::getFirst);
    }

    private static void put(
        Map<BackupTime, SequencedSet<GrowingChain>> chains, BackupTime time, GrowingChain chain) {
      chains.computeIfAbsent(time, t -> new LinkedHashSet<>(2)).add(chain);
    }

    private static void drop(
        Map<BackupTime, SequencedSet<GrowingChain>> chains, BackupTime time, GrowingChain chain) {
      chains.computeIfPresent(
          time,
          (t, found) -> {
            found.remove(chain);
            return found.isEmpty() ? null : found;
          });
    }
  }
}
