package dev.keepwatch.agent.retention;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.format.retention.CleanupPlan;
import java.io.IOException;
import java.time.InstantSource;

/// Takes away what interrupted runs have left.
public final class CleanupJob {

  private final Archive archive;
  private final ArchiveCache cache;
  private final InstantSource clock;
  private final CleanupListener listener;

  /// @param cache keeps other runs on this host away
  public CleanupJob(
      Archive archive, ArchiveCache cache, InstantSource clock, CleanupListener listener) {
    this.archive = archive;
    this.cache = cache;
    this.clock = clock;
    this.listener = listener;
  }

  /// Tells what may go, and deletes it if that is asked for.
  public CleanupResult run(CleanupRequest request) throws IOException {
    var plan = CleanupPlan.of(archive.catalog(), clock.instant(), request.minimumAge());
    listener.planned(plan);
    var deletion = new SetDeletion(archive, cache, listener);
    if (request.delete()) {
      deletion.delete(plan.going());
    }
    return new CleanupResult(plan, deletion.files(), deletion.bytes());
  }
}
