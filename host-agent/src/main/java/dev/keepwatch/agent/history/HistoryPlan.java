package dev.keepwatch.agent.history;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What has to be read to know a path as it was at some time.
///
/// @param path the asked path
/// @param sets oldest first
public record HistoryPlan(ArchivePath path, List<Part> sets) {

  /// What is needed of one set.
  ///
  /// @param set the set
  /// @param volumes those that can hold the asked path, in order
  public record Part(BackupSet set, List<VolumeEntry> volumes) {}

  /// Where the manifests of sets come from.
  @FunctionalInterface
  public interface Manifests {
    Manifest of(BackupSet set) throws IOException;
  }

  public HistoryPlan {
    sets = List.copyOf(sets);
  }

  /// The sets that make up the state at `time`.
  ///
  /// @throws ArchiveException if there is no backup of that time, or one that cannot be used stands
  ///   between: an older state is never given for a newer one silently
  public static List<BackupSet> setsAt(Catalog catalog, Instant time) throws ArchiveException {
    return new StateSearch(catalog, time).sets();
  }

  /// Chooses the volumes.
  ///
  /// @throws ArchiveException if one of them is not there or cannot be verified
  public static HistoryPlan of(List<BackupSet> sets, ArchivePath path, Manifests manifests)
      throws IOException {
    var plan = withoutChecks(sets, path, manifests);
    for (var part : plan.sets()) {
      for (var volume : part.volumes()) {
        check(part.set(), volume);
      }
    }
    return plan;
  }

  /// Chooses the volumes, whether they are there or not.
  public static HistoryPlan withoutChecks(
      List<BackupSet> sets, ArchivePath path, Manifests manifests) throws IOException {
    var parts = new ArrayList<Part>();
    for (var set : sets) {
      var needed = new ArrayList<VolumeEntry>();
      for (var volume : manifests.of(set).volumes()) {
        if (volume.mayHold(path)) {
          needed.add(volume);
        }
      }
      parts.add(new Part(set, needed));
    }
    return new HistoryPlan(path, parts);
  }

  static void check(BackupSet set, VolumeEntry volume) throws ArchiveException {
    if (!set.hasVolume(volume.number())) {
      throw new ArchiveException(
          Reason.DAMAGED,
          "volume %d of the %s is not there: what it held cannot be restored. Files in other volumes can, one path at a time (--path-to-restore)"
              .formatted(volume.number(), set.id()));
    }
    if (volume.hash().isEmpty()) {
      throw new ArchiveException(
          Reason.MANIFEST,
          "the manifest of the %s has no digest for volume %d, so that it cannot be verified"
              .formatted(set.id(), volume.number()));
    }
  }

  /// How many volumes have to be read.
  public int volumeCount() {
    return sets.stream().mapToInt(part -> part.volumes().size()).sum();
  }
}
