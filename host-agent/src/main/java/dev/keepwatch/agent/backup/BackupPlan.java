package dev.keepwatch.agent.backup;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// Which kind of set a run is to write.
public sealed interface BackupPlan {

  /// There will be no increment.
  sealed interface NoIncrement extends BackupPlan {}

  /// A set that holds everything.
  ///
  /// @param reason why not an increment; empty where a full was asked for or is due
  /// @param loud whether somebody should hear of it
  record Full(String reason, boolean loud) implements NoIncrement {}

  /// A set that continues `chain`.
  record Incremental(Chain chain) implements BackupPlan {}

  /// An increment was asked for, and there is nothing to build on.
  record Impossible(String reason) implements NoIncrement {}

  /// Decides from what is there.
  ///
  /// @param signaturesAtHand whether the cache has a set's signatures
  static BackupPlan decide(
      BackupRequest.Kind kind,
      Catalog catalog,
      Optional<Duration> fullIfOlderThan,
      Instant now,
      Predicate<BackupSet> signaturesAtHand) {
    var chain = catalog.newestChain();
    if (kind == BackupRequest.Kind.FULL) {
      return new Full("", false);
    }
    if (chain.isEmpty()) {
      boolean strange = !catalog.orphans().isEmpty();
      return instead(kind, "there is no full backup yet", strange);
    }
    if (isDue(chain.get(), fullIfOlderThan, now)) {
      return new Full("the last full backup is older than allowed", false);
    }
    return obstacle(chain.get(), signaturesAtHand)
        .<BackupPlan>map(obstacle -> instead(kind, obstacle, true))
        .orElseGet(() -> new Incremental(chain.get()));
  }

  private static boolean isDue(Chain chain, Optional<Duration> fullIfOlderThan, Instant now) {
    return fullIfOlderThan
        .map(age -> chain.start().instant().isBefore(now.minus(age)))
        .orElse(false);
  }

  /// An increment on a chain that cannot be restored would only look like a backup.
  private static Optional<String> obstacle(Chain chain, Predicate<BackupSet> signaturesAtHand) {
    for (var set : chain.sets()) {
      if (!set.isWhole()) {
        return Optional.of("the " + set.id() + " of the newest chain is not whole");
      }
      if (set.signatures().isEmpty() && !signaturesAtHand.test(set)) {
        return Optional.of("the " + set.id() + " of the newest chain has no signatures");
      }
    }
    return Optional.empty();
  }

  /// What to do where an increment does not work: a full, unless an increment was insisted on.
  static NoIncrement instead(BackupRequest.Kind kind, String reason, boolean loud) {
    return kind == BackupRequest.Kind.INCREMENTAL ? new Impossible(reason) : new Full(reason, loud);
  }
}
