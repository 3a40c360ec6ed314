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
  private final Optional<Chain> newestSoundState;
  private final Optional<Chain> newestSoundChain;
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
    this.newestWholeTime = catalog.newestWholeTime();
    this.newestWholeChain =
        catalog.chains().stream()
            .filter(chain -> chain.wholeEnd().equals(Optional.of(chain.end())))
            .max(Comparator.comparing(Chain::end));
    this.newestSoundState = newestSoundState();
    this.newestSoundChain =
        newestFirst().filter(chain -> soundEnd(chain).equals(Optional.of(chain.end()))).findFirst();
    this.awaiting = new Awaiting(catalog);
  }

  private Stream<Chain> newestFirst() {
    return catalog.chains().stream().sorted(Comparator.comparing(Chain::end).reversed());
  }

  /// The chain with the newest state that can be restored, as far as is known.
  private Optional<Chain> newestSoundState() {
    Optional<Chain> best = Optional.empty();
    Optional<BackupTime> bestEnd = Optional.empty();
    for (var chain : newestFirst().toList()) {
      if (bestEnd.isPresent() && chain.end().isBefore(bestEnd.get())) {
        break;
      }
      var end = soundEnd(chain);
      if (end.isPresent() && (bestEnd.isEmpty() || bestEnd.get().isBefore(end.get()))) {
        best = Optional.of(chain);
        bestEnd = end;
      }
    }
    return best;
  }

  /// Up to where a chain can be restored.
  private Optional<BackupTime> soundEnd(Chain chain) {
    Optional<BackupTime> end = Optional.empty();
    for (var set : chain.sets()) {
      if (!evidence.counts(set)) {
        break;
      }
      end = Optional.of(set.time());
    }
    return end;
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
    if (isNewestWhole(chain) || isNewestSound(chain)) {
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
        || (newestWholeTime.isPresent() && chain.wholeEnd().equals(newestWholeTime));
  }

  private boolean isNewestSound(Chain chain) {
    return newestSoundState.equals(Optional.of(chain))
        || newestSoundChain.equals(Optional.of(chain));
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
