package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.agent.history.HistoryPlan.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The room that a restore takes, and whether it is there.
///
/// @param targetBytes what comes to the target, at least
/// @param spoolBytes about what is on its way at a time: of each set one volume
record Room(long targetBytes, long spoolBytes) {

  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final double STEP = 1024;

  /// What a restore takes.
  static Room of(long targetBytes, HistoryPlan plan) {
    return new Room(
        targetBytes,
        plan.sets().stream()
            .filter(part -> !part.volumes().isEmpty())
            .mapToLong(Room::volumeBytes)
            .sum());
  }

  /// About how many bytes the volumes of a plan have.
  static long planned(HistoryPlan plan) {
    return plan.sets().stream().mapToLong(part -> volumeBytes(part) * part.volumes().size()).sum();
  }

  private static long volumeBytes(Part part) {
    return part.set().sizeBytes() / Math.max(1, part.set().volumeCount());
  }

  /// @throws ArchiveException if there is not enough
  void require(Path target, Path temporary) throws IOException {
    var targetStore = Files.getFileStore(existing(target));
    var spoolStore = Files.getFileStore(temporary);
    long spoolFree = spoolStore.getUsableSpace();
    var objection =
        targetStore.equals(spoolStore)
            ? together(spoolFree, target)
            : apart(targetStore.getUsableSpace(), spoolFree, target, temporary);
    if (objection.isPresent()) {
      throw new ArchiveException(Reason.NO_SPACE, objection.get());
    }
  }

  private static Path existing(Path target) {
    Path place = target.toAbsolutePath();
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    return place;
  }

  /// The files on their way lie on the disk of the target.
  private Optional<String> together(long free, Path target) {
    return targetBytes + spoolBytes <= free
        ? Optional.empty()
        : Optional.of(
            "%s has room for %s, and the restore takes at least %s there, with %s of volumes on their way: %s"
                .formatted(
                    target, words(free), words(targetBytes + spoolBytes), words(spoolBytes), WAYS));
  }

  private Optional<String> apart(long free, long spoolFree, Path target, Path temporary) {
    if (targetBytes > free) {
      return Optional.of(
          "%s has room for %s, and the restore takes at least %s there: %s"
              .formatted(target, words(free), words(targetBytes), WAYS));
    }
    return spoolBytes <= spoolFree
        ? Optional.empty()
        : Optional.of(
            "the temporary directory %s has room for %s, and volumes on their way take about %s: make room, give another one with --tempdir, or try it all the same with --no-space-check"
                .formatted(temporary, words(spoolFree), words(spoolBytes)));
  }

  private static final String WAYS =
      "make room, give another target, or try it all the same with --no-space-check";

  private static String words(long bytes) {
    double amount = bytes / STEP;
    int unit = 0;
    while (amount >= STEP && unit < UNITS.length - 1) {
      amount /= STEP;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }
}
