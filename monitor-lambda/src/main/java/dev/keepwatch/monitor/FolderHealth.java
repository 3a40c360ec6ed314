package dev.keepwatch.monitor;

import java.time.Instant;
import java.util.Comparator;

/// A folder and how it is doing.
///
/// @param url the folder's URL, as it really is: not yet fit to be shown
record FolderHealth(String url, Verdict verdict) {

  /// The worst first; of equally bad ones the one that lost most.
  static final Comparator<FolderHealth> WORST_FIRST =
      Comparator.comparing((FolderHealth health) -> health.verdict().consequence())
          .thenComparing(health -> health.newestDate())
          .thenComparing(FolderHealth::url);

  boolean isTrouble() {
    return verdict.consequence().isTrouble();
  }

  private Instant newestDate() {
    return verdict.newest().map(RestorePoint::dated).orElse(Instant.MIN);
  }
}
