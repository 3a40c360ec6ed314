package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.history.LostVolumes;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The volumes that a restore had to do without, and the entries that therefore cannot be trusted.
final class Losses implements LostVolumes {

  private final RestoreListener listener;
  private final List<VolumeEntry> volumes = new ArrayList<>();

  Losses(RestoreListener listener) {
    this.listener = listener;
  }

  @Override
  public void lost(BackupSet set, VolumeEntry volume, IOException why) {
    volumes.add(volume);
    listener.warning(
        "volume %d of the %s is lost, with what it held from '%s' to '%s': %s"
            .formatted(
                volume.number(),
                set.id(),
                volume.start().path(),
                volume.end().path(),
                why.getMessage()));
  }

  int count() {
    return volumes.size();
  }

  /// Whether something of this entry may have been in a lost volume. The walk has passed it, so all
  /// volumes that can hold it have been looked at.
  boolean mayConcern(ArchivePath path) {
    return volumes.stream()
        .anyMatch(volume ->
            volume.start().path().compareTo(path) <= 0 && path.compareTo(volume.end().path()) <= 0);
  }
}
