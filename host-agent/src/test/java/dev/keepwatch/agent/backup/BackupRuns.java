package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.delta.Change;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.Path;

/// Runs requests that a [Bench] has no words for.
final class BackupRuns {

  private BackupRuns() {}

  static BackupResult run(Bench bench, BackupRequest request) throws IOException {
    Path temporary = bench.cacheDirectory().resolveSibling("tmp");
    try (var cache = ArchiveCache.open(bench.cacheDirectory(), bench.names)) {
      return new BackupJob(bench.archive(), cache, temporary, () -> bench.now, new Deaf())
          .run(request);
    }
  }

  private static final class Deaf implements BackupListener {
    @Override
    public void notice(String text) {}

    @Override
    public void warning(String text) {}

    @Override
    public void progress(Change change, long sourceBytes) {}

    @Override
    public void stored(String name, long sizeBytes) {}

    @Override
    public void unreadable(ArchivePath path, String reason) {}

    @Override
    public void skipped(ArchivePath path, String reason) {}
  }
}
