package dev.keepwatch.agent.history;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.manifest.ChainProof;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What has to be read to know a path as it was at some time.
///
/// @param path the asked path
/// @param sets oldest first
public record HistoryPlan(ArchivePath path, List<Part> sets) {

  /// What is needed of one set.
  ///
  /// @param set the set
  /// @param volumes those that can hold the asked path, in order
  public record Part(BackupSet set, List<VolumeEntry> volumes) {
    public Part {
      volumes = List.copyOf(volumes);
    }
  }

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
    var plan = unchecked(sets, path, manifests);
    for (var part : plan.sets()) {
      for (var volume : part.volumes()) {
        check(part.set(), volume);
      }
    }
    return plan;
  }

  /// Chooses the volumes without looking whether they are there: for who wants to hear of each that
  /// is not when it is its turn.
  ///
  /// @throws ArchiveException if the sets do not belong together
  public static HistoryPlan unchecked(List<BackupSet> sets, ArchivePath path, Manifests manifests)
      throws IOException {
    var parts = new ArrayList<Part>();
    var proof = new ChainProof();
    for (var set : sets) {
      var manifest = manifests.of(set);
      refuse(proof.next(set.id(), manifest), parts);
      var volumes = manifest.volumes();
      parts.add(new Part(set, volumes.stream().filter(v -> v.mayHold(path)).toList()));
    }
    return new HistoryPlan(path, parts);
  }

  /// @param before what belongs together
  private static void refuse(Optional<String> objection, List<Part> before)
      throws ArchiveException {
    if (objection.isPresent()) {
      String older =
          before.isEmpty()
              ? "keepwatch collection-status names older states, to be taken with --time"
              : "the newest state before it is taken with --time " + before.getLast().set().time();
      throw new ArchiveException(
          Reason.MANIFEST, objection.get() + ". Nothing of it is taken for a backup; " + older);
    }
  }

  /// @throws ArchiveException if the volume is not there or cannot be verified
  static void check(BackupSet set, VolumeEntry volume) throws ArchiveException {
    if (!set.hasVolume(volume.number())) {
      throw new ArchiveException(
          Reason.DAMAGED,
          "volume %d of the %s is not there: what it held cannot be restored. Everything else can, with --ignore-errors"
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
