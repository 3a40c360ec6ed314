package dev.keepwatch.agent.retention;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.Damage;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/// Asks manifests whether the volumes of a set are all there, which names alone cannot tell.
///
/// The stored manifest is what a restore would have, so it is asked where it can be opened; without
/// the key the cached one is.
final class ManifestProof {

  private final ArchiveCache cache;
  private final CacheSync sync;
  private final Map<SetId, Boolean> known = new HashMap<>();

  ManifestProof(Archive archive, ArchiveCache cache) {
    this.cache = cache;
    this.sync = new CacheSync(archive, cache, notice -> {});
  }

  /// @throws UncheckedIOException if the storage does not answer
  boolean isSound(BackupSet set) {
    try {
      Boolean answer = known.get(set.id());
      if (answer == null) {
        answer = look(set);
        known.put(set.id(), answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean look(BackupSet set) throws IOException {
    var stored = set.manifest().orElseThrow();
    if (stored.sizeBytes() == 0) {
      return false;
    }
    try {
      sync.proveManifest(set);
      return agrees(set, cache.manifest(set.id()));
    } catch (EnvelopeException | StorageException e) {
      if (Damage.is(e)) {
        return false;
      }
      if (!isClosedToUs(e)) {
        throw e;
      }
      return believed(set);
    } catch (ArchiveException e) {
      return false;
    }
  }

  /// Without the key the cache is asked, and else names are all there is.
  private boolean believed(BackupSet set) throws IOException {
    try {
      return !cache.hasManifestOf(set) || agrees(set, cache.manifest(set.id()));
    } catch (ArchiveException e) {
      return true;
    }
  }

  private static boolean agrees(BackupSet set, Manifest manifest) {
    int listed = manifest.volumes().size();
    return listed > 0 && set.highestVolume() <= listed && set.missingVolumes(listed).isEmpty();
  }

  private static boolean isClosedToUs(IOException e) {
    return switch (e) {
      case EnvelopeException envelope -> true;
      case StorageException storage ->
          switch (storage.reason()) {
            case DENIED, FROZEN -> true;
            default -> false;
          };
      default -> false;
    };
  }
}
