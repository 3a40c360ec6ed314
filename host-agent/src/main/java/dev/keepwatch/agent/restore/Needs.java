package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.thaw.FrozenException;
import dev.keepwatch.agent.thaw.FrozenFiles;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The files that a restore reads, and whether they can be read.
///
/// @param archive where they are
/// @param cache what need not be read
/// @param frozen who looks
record Needs(Archive archive, ArchiveCache cache, FrozenFiles frozen) {

  /// Sees to the files that tell which volumes are needed, as far as they are not in the cache.
  ///
  /// @throws FrozenException if something of it is frozen
  void requireContents(List<BackupSet> sets, RestoreRequest request) throws IOException {
    boolean surveyed = request.resume() || !request.renames().isEmpty();
    var names = new ArrayList<String>();
    for (var set : sets) {
      if (!cache.hasManifestOf(set)) {
        set.manifest().map(StoredFile::name).ifPresent(names::add);
      }
      if (surveyed && !cache.hasSignaturesOf(set)) {
        set.signatures().map(StoredFile::name).ifPresent(names::add);
      }
    }
    frozen.requireContents(names);
  }

  /// Sees to the volumes. Who is going to pay for them hears before whether the key opens them.
  ///
  /// @throws FrozenException if something of it is frozen
  void requireVolumes(List<String> names, BackupSet newest) throws IOException {
    try {
      frozen.requireAll(names);
    } catch (FrozenException e) {
      if (!frozen.onlyPlans()) {
        proveKey(newest);
      }
      throw e;
    }
  }

  private void proveKey(BackupSet set) throws IOException {
    var manifest = set.manifest().map(StoredFile::name);
    if (manifest.isEmpty()) {
      return;
    }
    try {
      archive.openStored(manifest.get());
    } catch (StorageException e) {
      if (e.reason() != StorageException.Reason.FROZEN) {
        throw e;
      }
    }
  }
}
