package dev.keepwatch.agent.listing;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.agent.signatures.SignatureEntry;
import dev.keepwatch.agent.signatures.SignatureTree;
import dev.keepwatch.format.naming.BackupTime;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;

/// The entries of a backup as they were at some time.
public final class CurrentFilesJob {

  private final Archive archive;
  private final ArchiveCache cache;
  private final Consumer<String> notices;

  public CurrentFilesJob(Archive archive, ArchiveCache cache, Consumer<String> notices) {
    this.archive = archive;
    this.cache = cache;
    this.notices = notices;
  }

  /// Hands over each entry in archive order.
  ///
  /// @return the time of the backup that was listed
  /// @throws dev.keepwatch.agent.archive.ArchiveException if there is no backup of that time, or
  ///   signatures lack
  public BackupTime run(Instant time, Consumer<SignatureEntry> each) throws IOException {
    var catalog = archive.catalog();
    cache.settle(catalog);
    var sets = HistoryPlan.setsAt(catalog, time);
    var sync = new CacheSync(archive, cache, notices);
    sync.manifests(sets);
    cache.digest(sets);
    sync.signatures(sets);
    try (var tree = SignatureTree.of(sets, set -> cache.signatures(set.id()))) {
      for (var entry = tree.next(); entry != null; entry = tree.next()) {
        each.accept(entry);
      }
    }
    return sets.getLast().time();
  }
}
