package dev.keepwatch.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// What a run found.
///
/// @param zone the local time of those who read it
/// @param folders the worst first
/// @param requests how often the storage was asked
record Report(
    Instant checkedAt,
    Duration maxAge,
    ZoneId zone,
    List<Target> targets,
    List<FolderHealth> folders,
    int requests) {

  Report {
    targets = List.copyOf(targets);
    folders = folders.stream().sorted(FolderHealth.WORST_FIRST).toList();
  }

  List<FolderHealth> troubled() {
    return folders.stream().filter(FolderHealth::isTrouble).toList();
  }

  List<FolderHealth> healthy() {
    return folders.stream().filter(folder -> !folder.isTrouble()).toList();
  }

  boolean isHealthy() {
    return troubled().isEmpty();
  }

  long count(Consequence consequence) {
    return folders.stream().filter(f -> f.verdict().consequence() == consequence).count();
  }
}
