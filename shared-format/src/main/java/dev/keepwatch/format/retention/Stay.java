package dev.keepwatch.format.retention;

import dev.keepwatch.format.catalog.BackupSet;

/// A set that stays.
///
/// @param set the set
/// @param reason why
public record Stay(BackupSet set, Reason reason) {

  /// Why a set stays.
  public enum Reason {
    /// The policy keeps it.
    YOUNG,
    /// It is old, but younger sets build on it.
    REQUIRED,
    /// It is a full set, and only increments go.
    FULL,
    /// It is of the chain that the next increment continues.
    ACTIVE,
    /// It is of the chain with the newest state that can be restored in full, or of the newest
    /// chain that is whole from its beginning to its end.
    NEWEST_WHOLE,
    /// It is dated into the future: a clock was wrong, or somebody wants something.
    FUTURE,
    /// A younger set builds on it that cannot be used as it is, but could be repaired.
    AWAITED,
    /// Its files cannot all be told: it has the same parts again and again.
    UNCLEAR,
    /// No chain leads to it. What is to become of it is not a matter of age.
    ORPHANED,
    /// A later increment took its place. As above.
    SUPERSEDED,
    /// It has no manifest. As above.
    INCOMPLETE;

    /// Whether the set is none of a chain, and so none of a policy's.
    public boolean isOutsideOfChains() {
      return this == ORPHANED || this == SUPERSEDED || this == INCOMPLETE;
    }
  }
}
