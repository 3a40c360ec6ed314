package dev.keepwatch.agent.history;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.io.IOException;

/// What is to be done about a volume that is damaged or not there.
@FunctionalInterface
public interface LostVolumes {

  /// Whoever needs one that is lost gets nothing at all.
  LostVolumes NOT_ALLOWED =
      (set, volume, why) -> {
        throw why;
      };

  /// @throws IOException to give up; else what the volume held is missing, and the walk goes on
  ///   behind it
  void lost(BackupSet set, VolumeEntry volume, IOException why) throws IOException;
}
