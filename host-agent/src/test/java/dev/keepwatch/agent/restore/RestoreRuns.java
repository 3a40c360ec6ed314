package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.restore.RestoreRequest.Ownership;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Restores with the options that a [Bench] has no words for, and what was heard of them.
final class RestoreRuns implements RestoreListener {

  final List<String> heard = new ArrayList<>();
  String path = "";
  boolean overwrite;
  boolean resume;
  boolean checkRoom = true;
  final List<Rename> renames = new ArrayList<>();
  boolean dryRun;
  Ownership ownership = Ownership.BY_NUMBER;

  private final Bench bench;

  RestoreRuns(Bench bench) {
    this.bench = bench;
  }

  RestoreResult run(Path target, Instant time) throws IOException {
    return run(target, time, bench.cacheDirectory());
  }

  /// With a cache of its own.
  RestoreResult run(Path target, Instant time, Path cacheDirectory) throws IOException {
    var request =
        new RestoreRequest(
            ArchivePath.of(path),
            time,
            target,
            ownership,
            overwrite,
            resume,
            checkRoom,
            renames,
            false,
            dryRun);
    Path temporary = bench.cacheDirectory().resolveSibling("tmp");
    try (var cache = ArchiveCache.open(cacheDirectory, bench.names)) {
      return new RestoreJob(bench.archive(), cache, temporary, this).run(request);
    }
  }

  @Override
  public void notice(String text) {
    heard.add("notice: " + text);
  }

  @Override
  public void warning(String text) {
    heard.add("warning: " + text);
  }

  @Override
  public void fetched(String volumeName) {
    heard.add("fetched: " + volumeName);
  }

  @Override
  public void restored(ArchivePath restored) {
    heard.add("restored: " + restored);
  }

  @Override
  public void kept(ArchivePath kept) {
    heard.add("kept: " + kept);
  }

  @Override
  public void failed(ArchivePath failed, String reason) {
    heard.add("failed: " + failed + ": " + reason);
  }
}
