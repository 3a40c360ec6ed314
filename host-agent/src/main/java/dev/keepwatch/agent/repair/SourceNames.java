package dev.keepwatch.agent.repair;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Damage;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.repair.Repair;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out which host and which directory a set is of: its volumes do not tell, but the manifests
/// of others do.
final class SourceNames {

  /// @param hostName the host
  /// @param directory the bytes of the path
  record Found(String hostName, byte[] directory) {}

  private final Archive archive;
  private final ArchiveCache cache;
  private final RepairListener listener;
  private final RepairRequest request;

  SourceNames(Archive archive, ArchiveCache cache, RepairListener listener, RepairRequest request) {
    this.archive = archive;
    this.cache = cache;
    this.listener = listener;
    this.request = request;
  }

  /// What was said counts, then the nearest manifest that tells.
  ///
  /// @throws ArchiveException if nobody does
  Found find(Repair repair, Catalog catalog) throws IOException {
    if (request.hostName().isPresent() && request.sourceName().isPresent()) {
      return new Found(request.hostName().get(), request.sourceName().get());
    }
    for (var set : neighbours(repair, catalog)) {
      var manifest = manifest(set);
      var host = request.hostName().or(() -> manifest.flatMap(Manifest::hostName));
      var directory = request.sourceName().or(() -> manifest.flatMap(Manifest::sourceDirectory));
      if (host.isPresent() && directory.isPresent()) {
        return new Found(host.get(), directory.get());
      }
    }
    throw new ArchiveException(
        Reason.MANIFEST,
        "no other manifest here tells of which host and directory the %s is: say so with --host-name and --source-name"
            .formatted(repair.set().id()));
  }

  /// Those of the chain first, from the set backwards, then the others by their distance.
  private static List<BackupSet> neighbours(Repair repair, Catalog catalog) {
    long second = repair.set().time().epochSecond();
    var others =
        catalog
            .complete()
            .sorted(Comparator.comparingLong(set -> Math.abs(set.time().epochSecond() - second)));
    return Stream.concat(repair.before().reversed().stream(), others).toList();
  }

  private Optional<Manifest> manifest(BackupSet set) throws IOException {
    try {
      new CacheSync(archive, cache, listener::notice).manifests(List.of(set));
      return Optional.of(cache.manifest(set.id()));
    } catch (IOException e) {
      if (!Damage.is(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
