package dev.keepwatch.agent.retention;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.format.retention.Evidence;
import dev.keepwatch.format.retention.RetentionPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/// One run of a retention policy, from the listing to the last file.
///
/// The newest set goes first, and of each set the manifest, without which it does not count: a run
/// that breaks off leaves chains that are whole up to their end, and of one set files that are
/// visibly incomplete.
public final class RetentionJob {

  /// How far two clocks may be apart.
  private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

  private final Archive archive;
  private final ArchiveCache cache;
  private final InstantSource clock;
  private final RetentionListener listener;

  /// @param cache keeps other runs on this host away, and forgets what is deleted
  public RetentionJob(
      Archive archive, ArchiveCache cache, InstantSource clock, RetentionListener listener) {
    this.clock = clock;
    this.archive = archive;
    this.cache = cache;
    this.listener = listener;
  }

  /// Tells what may go, and deletes it if that is asked for.
  public RetentionResult run(RetentionRequest request) throws IOException {
    var plan = plan(request);
    listener.planned(plan);
    var deletion = new SetDeletion(archive, cache, listener);
    if (request.delete()) {
      deletion.delete(plan.going());
    }
    return new RetentionResult(plan, deletion.files(), deletion.bytes());
  }

  private RetentionPlan plan(RetentionRequest request) throws IOException {
    var proof = new ManifestProof(archive, cache);
    var evidence = new Evidence(clock.instant().plus(CLOCK_TOLERANCE), proof::isSound);
    try {
      return RetentionPlan.of(archive.catalog(), request.policy(), evidence);
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }
}
