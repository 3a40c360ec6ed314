package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.delta.ChangeSequence;
import dev.keepwatch.agent.journal.JournalException;
import dev.keepwatch.agent.journal.PackingState;
import dev.keepwatch.agent.signatures.SignatureDamageException;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.volume.ChangeTally;
import dev.keepwatch.agent.volume.ChangedMeanwhileException;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;

/// One backup run, from the listing to the statistics.
public final class BackupJob {

  private final Archive archive;
  private final ArchiveCache cache;
  private final InstantSource clock;
  private final BackupListener listener;
  private final Resumption resumption;
  private final SetChoice choice;
  private final ChangeSearch search;

  /// @param temporary where the spool may lie
  public BackupJob(
      Archive archive,
      ArchiveCache cache,
      Path temporary,
      InstantSource clock,
      BackupListener listener) {
    this.archive = archive;
    this.cache = cache;
    this.clock = clock;
    this.listener = listener;
    this.search = new ChangeSearch(archive, cache);
    this.resumption = new Resumption(archive, cache, temporary, listener);
    var strangers = new Strangers(archive, cache, temporary, listener);
    this.choice = new SetChoice(archive, cache, resumption, strangers, listener);
  }

  /// Backs up. What an interrupted run has begun is continued; what has changed since it was begun
  /// then follows as an increment, so that in the end everything is stored as it is now.
  ///
  /// @throws ArchiveException if the archive does not allow what was asked for
  public BackupResult run(BackupRequest request) throws IOException {
    var done = attempts(request);
    if (!done.resumed()) {
      return done.result();
    }
    listener.notice(
        "The %s that was interrupted is whole now. What has changed since it was begun follows."
            .formatted(done.result().set()));
    var since = attempts(request.forWhatFollows()).result();
    return since.skipped() ? done.result().withErrors(since.errors()) : since;
  }

  /// @param resumed whether the set is one that an interrupted run had begun
  private record Done(BackupResult result, boolean resumed) {}

  private Done attempts(BackupRequest request) throws IOException {
    var fetchedAgain = new HashSet<SetId>();
    while (true) {
      try {
        return attempt(request);
      } catch (SignatureDamageException e) {
        listener.warning(
            "This run begins anew, since " + e.getMessage() + ". They are fetched again.");
        // What was computed from them may be wrong from the start.
        cache.discard();
        cache.dropSignatures(e.set());
        if (!fetchedAgain.add(e.set())) {
          choice.exclude(e.set());
        }
      } catch (GivenUpException | ChangedMeanwhileException | JournalException e) {
        resumption.giveUp(String.valueOf(e.getMessage()));
      }
    }
  }

  private Done attempt(BackupRequest request) throws IOException {
    Instant started = clock.instant();
    var catalog = archive.catalogBeforeWriting();
    cache.settle(catalog);
    var chosen = choice.choose(request, catalog, started);
    var plan = new Plan(request, chosen, catalog.newestChain().map(Chain::start), started);
    var counting = new CountingListener(listener);
    try (var changes = search.between(request, chosen.parent(), started, counting)) {
      if (request.dryRun()) {
        var tally = search.count(changes, counting);
        counting.tellPassedOver();
        return new Done(result(plan, tally, 0, 0, 0, counting, false), false);
      }
      var result = write(plan, changes, counting);
      counting.tellPassedOver();
      new CacheSync(archive, cache, listener::notice).forgetRemoved(catalog);
      return new Done(result, chosen.begun().isPresent());
    }
  }

  /// What this run is going to write.
  private record Plan(
      BackupRequest request,
      SetChoice.Chosen chosen,
      Optional<BackupTime> previousFull,
      Instant started) {

    int increments() {
      return chosen.parent().map(parent -> parent.chain().increments().size()).orElse(0);
    }
  }

  private BackupResult write(Plan plan, ChangeSequence changes, CountingListener counting)
      throws IOException {
    try (var spool = resumption.spool(plan.chosen().begun())) {
      checkSpace(spool, plan.request());
      try {
        return write(plan, changes, counting, spool);
      } catch (GivenUpException
          | ChangedMeanwhileException
          | JournalException
          | SignatureDamageException e) {
        spool.letGoAll();
        throw e;
      } catch (StorageException e) {
        if (e.reason() != StorageException.Reason.EXISTS || plan.chosen().begun().isEmpty()) {
          throw e;
        }
        // Another host has the same journal, and was faster.
        spool.letGoAll();
        throw new GivenUpException("another host continues it too: " + e.getMessage());
      }
    }
  }

  private BackupResult write(
      Plan plan, ChangeSequence changes, CountingListener counting, Spool spool)
      throws IOException {
    var request = plan.request();
    var progress = resumption.progress(plan.chosen().set(), plan.chosen().begun(), request, spool);
    counting.addErrors(progress.packing().map(PackingState::errors).orElse(0L));
    SetWriter.Statistics statistics =
        written ->
            new StatisticsText(result(plan, written, counting), place(request), plan.increments())
                .toString();
    var unfinished = resumption.unfinished(progress);
    var parentDigest = plan.chosen().parent().flatMap(Parent::digest);
    var written =
        new SetWriter(archive, cache, progress, parentDigest, request, counting)
            .write(changes, unfinished, spool, statistics);
    return result(plan, written, counting);
  }

  private StatisticsText.Place place(BackupRequest request) {
    String source = new String(request.sourceName(), StandardCharsets.UTF_8);
    return new StatisticsText.Place(source, archive.storage().location());
  }

  private BackupResult result(Plan plan, SetWriter.Written written, CountingListener counting) {
    return result(
        plan,
        written.packer().tally(),
        written.packer().memberBytes(),
        written.storedBytes(),
        written.volumes(),
        counting,
        written.isSkipped());
  }

  private BackupResult result(
      Plan plan,
      ChangeTally tally,
      long memberBytes,
      long storedBytes,
      int volumes,
      CountingListener counting,
      boolean skipped) {
    return new BackupResult(
        plan.chosen().set(),
        plan.previousFull(),
        plan.started(),
        clock.instant(),
        tally,
        memberBytes,
        storedBytes,
        volumes,
        counting.errors(),
        skipped);
  }

  private static void checkSpace(Spool spool, BackupRequest request) throws IOException {
    int volumes = request.uploadsInFlight() + 1;
    long volumeSize = request.volumeSizeBytes();
    long free = spool.freeBytes();
    if (free / volumes < volumeSize) {
      throw new ArchiveException(
          Reason.NO_SPACE,
          "%s has room for %d MB, and up to %d volumes of %d MB are needed for temporary files: point TMPDIR (or --tempdir) elsewhere, or make volumes smaller (--volsize) or fewer at a time (--concurrency)"
              .formatted(spool.directory().getParent(), free >> 20, volumes, volumeSize >> 20));
    }
  }
}
