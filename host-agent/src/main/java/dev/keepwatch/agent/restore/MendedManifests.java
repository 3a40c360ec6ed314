package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.Manifest;
import java.io.IOException;

/// The manifests of the cache. Where its copy is damaged, the archive's takes its place: nobody has
/// to find out at night which file to delete.
///
/// @param sync brings it in
record MendedManifests(ArchiveCache cache, CacheSync sync, RestoreListener listener)
    implements HistoryPlan.Manifests {

  @Override
  public Manifest of(BackupSet set) throws IOException {
    try {
      return cache.manifest(set.id());
    } catch (ArchiveException e) {
      if (set.manifest().isEmpty()) {
        throw e;
      }
      listener.warning(
          "The copy of the manifest of the %s in the local cache %s is damaged; the one in the archive takes its place."
              .formatted(set.id(), cache.directory()));
      sync.renewManifest(set);
      return cache.manifest(set.id());
    }
  }
}
