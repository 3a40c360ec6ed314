package dev.keepwatch.agent.verify;

import dev.keepwatch.format.naming.BackupTime;
import java.io.IOException;
import java.util.Optional;

/// How a verification ended.
///
/// @param stateOf the time of the newest set that was used
/// @param compared how many entries were compared
/// @param differences how many of them differ
/// @param unreadable how many entries of the source could not be looked at
/// @param damages how many files of the archive are damaged or lack, or entries cannot be put
///   together
/// @param firstDamage the first of them
/// @param complete whether everything that no damage hides was compared
public record VerifyResult(
    BackupTime stateOf,
    long compared,
    long differences,
    long unreadable,
    long damages,
    Optional<IOException> firstDamage,
    boolean complete) {

  /// Whether the backup can be restored, and the tree is the same.
  public boolean isWell() {
    return differences == 0 && unreadable == 0 && damages == 0;
  }
}
