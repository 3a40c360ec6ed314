package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.naming.BackupTime;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an increment builds on.
///
/// @param chain the sets
/// @param newest manifest of the last one
/// @param digest the number that stands for the last one, if it has one
record Parent(Chain chain, Manifest newest, Optional<String> digest) {

  BackupTime end() {
    return chain.end();
  }

  List<BackupSet> sets() {
    return chain.sets();
  }

  /// Reads the manifests of a chain, each once.
  static final class Reading {
    private @Nullable Manifest newest;
    private Optional<String> lost = Optional.empty();

    /// @throws ArchiveException if they do not belong together or cannot be understood
    Parent read(Chain chain, ArchiveCache cache) throws IOException {
      var digest = cache.prove(chain.sets(), this::look);
      return new Parent(chain, Objects.requireNonNull(newest), digest);
    }

    private void look(BackupSet set, Manifest manifest) {
      newest = manifest;
      lost = lost.or(() -> lost(set, manifest));
    }

    /// Why the chain cannot be restored, so that nothing may build on it. Names cannot tell that
    /// the last volumes of a set are gone, or that none can be verified; its manifest can.
    Optional<String> lost() {
      return lost;
    }

    private static Optional<String> lost(BackupSet set, Manifest manifest) {
      int listed = manifest.volumes().size();
      if (set.highestVolume() > listed) {
        return Optional.of(
            "the manifest of the %s knows %d volumes, and there are %d"
                .formatted(set.id(), listed, set.highestVolume()));
      }
      var missing = set.missingVolumes(listed);
      if (!missing.isEmpty()) {
        return Optional.of(
            "the %s of the newest chain lacks volume %s".formatted(set.id(), missing.getFirst()));
      }
      return manifest.volumes().stream().anyMatch(volume -> volume.hash().isEmpty())
          ? Optional.of(
              "the manifest of the %s lacks digests, so that it cannot be restored"
                  .formatted(set.id()))
          : Optional.empty();
    }
  }
}
