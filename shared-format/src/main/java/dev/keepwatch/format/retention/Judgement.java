package dev.keepwatch.format.retention;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.retention.Stay.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Judges each set of a catalog by a policy, chain by chain.
final class Judgement {

  private static final Comparator<BackupSet> BY_TIME =
      Comparator.comparing(BackupSet::time).thenComparing(set -> set.id().toString());

  private final Catalog catalog;
  private final RetentionPolicy policy;
  private final Instant threshold;
  private final Optional<Chain> active;
  private final Evidence evidence;
  private final Optional<BackupTime> newestWholeTime;
  private final Optional<Chain> newestWholeChain;
  private final Awaiting awaiting;
  private final List<Chain> chains = new ArrayList<>();
  private final List<BackupSet> going = new ArrayList<>();
  private final List<Stay> staying = new ArrayList<>();

  Judgement(Catalog catalog, RetentionPolicy policy, Evidence evidence) {
    this.catalog = catalog;
    this.policy = policy;
    this.evidence = evidence;
    this.threshold = threshold();
    this.active = catalog.newestChain();
    this.newestWholeTime = newestWholeTime();
    this.newestWholeChain =
        newestFirst().filter(chain -> wholeEnd(chain).equals(Optional.of(chain.end()))).findFirst();
    this.awaiting = new Awaiting(catalog);
  }

  private Stream<Chain> newestFirst() {
    return catalog.chains().stream().sorted(Comparator.comparing(Chain::end).reversed());
  }

  /// The newest state that can be restored, as far as is known.
  private Optional<BackupTime> newestWholeTime() {
    Optional<BackupTime> newest = Optional.empty();
    for (var chain : newestFirst().toList()) {
      if (newest.filter(time -> chain.end().isBefore(time)).isPresent()) {
        break; // Older chains need not be looked into.
      }
      var end = wholeEnd(chain);
      if (newest.isEmpty() || end.filter(newest.get()::isBefore).isPresent()) {
        newest = end;
      }
    }
    return newest;
  }

  /// Up to where a chain can be restored.
  private Optional<BackupTime> wholeEnd(Chain chain) {
    return chain.sets().stream()
        .takeWhile(evidence::counts)
        .map(BackupSet::time)
        .reduce((earlier, later) -> later);
  }

  /// What ended before goes; nothing, if there are not so many full sets.
  private Instant threshold() {
    return switch (policy) {
      case RetentionPolicy.OlderThan(var time) -> time;
      case RetentionPolicy.AllButFulls(int count) -> newestFulls(count);
      case RetentionPolicy.IncrementsOfAllButFulls(int count) -> newestFulls(count);
    };
  }

  private Instant newestFulls(int count) {
    return catalog.chains().stream()
        .map(Chain::full)
        .sorted(BY_TIME.reversed())
        .filter(evidence::counts)
        .map(BackupSet::time)
        .skip(count - 1)
        .findFirst()
        .map(BackupTime::instant)
        .orElse(Instant.MIN);
  }

  RetentionPlan plan() {
    for (var chain : catalog.chains()) {
      reasonToKeep(chain).ifPresentOrElse(reason -> keep(chain, reason), () -> letGo(chain));
    }
    catalog.orphans().forEach(set -> staying.add(new Stay(set, Reason.ORPHANED)));
    catalog.superseded().forEach(set -> staying.add(new Stay(set, Reason.SUPERSEDED)));
    catalog.incomplete().forEach(set -> staying.add(new Stay(set, Reason.INCOMPLETE)));
    chains.sort(Comparator.comparing(Chain::end));
    going.sort(BY_TIME.reversed());
    staying.sort(Comparator.comparing(Stay::set, BY_TIME));
    return new RetentionPlan(chains, going, staying);
  }

  private Optional<Reason> reasonToKeep(Chain chain) {
    if (!isOld(chain.last())) {
      return Optional.of(Reason.YOUNG);
    }
    if (active.equals(Optional.of(chain))) {
      return Optional.of(Reason.ACTIVE);
    }
    if (evidence.isOfFuture(chain.last())) {
      return Optional.of(Reason.FUTURE);
    }
    if (isNewestWhole(chain)) {
      return Optional.of(Reason.NEWEST_WHOLE);
    }
    if (awaiting.newest(chain).filter(time -> !isOld(time)).isPresent()) {
      return Optional.of(Reason.AWAITED);
    }
    return chain.sets().stream().anyMatch(BackupSet::hasUnnamedFiles)
        ? Optional.of(Reason.UNCLEAR)
        : Optional.empty();
  }

  private boolean isNewestWhole(Chain chain) {
    return newestWholeChain.equals(Optional.of(chain))
        || (newestWholeTime.isPresent() && wholeEnd(chain).equals(newestWholeTime));
  }

  private boolean isOld(BackupSet set) {
    return isOld(set.time());
  }

  private boolean isOld(BackupTime time) {
    return time.instant().isBefore(threshold);
  }

  private void keep(Chain chain, Reason reason) {
    for (var set : chain.sets()) {
      boolean required = reason == Reason.YOUNG && isOld(set);
      staying.add(new Stay(set, required ? Reason.REQUIRED : reason));
    }
  }

  private void letGo(Chain chain) {
    int before = going.size();
    switch (policy) {
      case RetentionPolicy.OlderThan all -> going.addAll(chain.sets());
      case RetentionPolicy.AllButFulls all -> going.addAll(chain.sets());
      case RetentionPolicy.IncrementsOfAllButFulls increments -> {
        staying.add(new Stay(chain.full(), Reason.FULL));
        going.addAll(chain.increments());
      }
    }
    if (going.size() > before) {
      chains.add(chain);
    }
  }
}
