package dev.keepwatch.format.retention;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import java.util.List;

/// What a policy comes to for a catalog.
///
/// Nothing that is named here as going is needed by anything that stays and can be restored, and
/// the sets come in the order in which they are to be deleted: whenever the deletion breaks off,
/// what is left of a chain is whole up to where it ends.
///
/// @param chains those that lose sets, oldest first
/// @param going the sets that may go, newest first
/// @param staying all other sets, oldest first, and why
public record RetentionPlan(List<Chain> chains, List<BackupSet> going, List<Stay> staying) {

  public RetentionPlan {
    chains = List.copyOf(chains);
    going = List.copyOf(going);
    staying = List.copyOf(staying);
  }

  /// What names alone tell.
  public static RetentionPlan of(Catalog catalog, RetentionPolicy policy) {
    return of(catalog, policy, Evidence.NAMES);
  }

  public static RetentionPlan of(Catalog catalog, RetentionPolicy policy, Evidence evidence) {
    return new Judgement(catalog, policy, evidence).plan();
  }

  /// Whether nothing goes.
  public boolean isEmpty() {
    return going.isEmpty();
  }
}
