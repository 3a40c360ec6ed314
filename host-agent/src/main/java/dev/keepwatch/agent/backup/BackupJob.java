package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.delta.ChangeSequence;
import dev.keepwatch.agent.journal.JournalException;
import dev.keepwatch.agent.journal.JournalState;
import dev.keepwatch.agent.journal.PackingState;
import dev.keepwatch.agent.signatures.SignatureDamageException;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.volume.ChangeTally;
import dev.keepwatch.agent.volume.ChangedMeanwhileException;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One backup run, from the listing to the statistics.
public final class BackupJob {

  private final Archive archive;
  private final ArchiveCache cache;
  private final Path temporary;
  private final InstantSource clock;
  private final BackupListener listener;
  private final Resumption resumption;
  private final Strangers strangers;
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
    this.temporary = temporary;
    this.clock = clock;
    this.listener = listener;
    this.search = new ChangeSearch(archive, cache);
    this.resumption = new Resumption(archive, cache, temporary, listener);
    this.strangers = new Strangers(archive, cache, temporary, listener);
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
    var unusable = new HashSet<SetId>();
    while (true) {
      try {
        return attempt(request, unusable);
      } catch (SignatureDamageException e) {
        listener.warning(
            "This run begins anew, since " + e.getMessage() + ". They are fetched again.");
        // What was computed from them may be wrong from the start.
        cache.discard();
        cache.dropSignatures(e.set());
        if (!fetchedAgain.add(e.set())) {
          unusable.add(e.set());
        }
      } catch (GivenUpException | ChangedMeanwhileException | JournalException e) {
        resumption.giveUp(String.valueOf(e.getMessage()));
      }
    }
  }

  private Done attempt(BackupRequest request, Set<SetId> unusable) throws IOException {
    Instant started = clock.instant();
    var catalog = archive.catalogBeforeWriting();
    cache.settle(catalog);
    if (request.dryRun()) {
      resumption.foretell();
    }
    var begun =
        request.dryRun()
            ? Optional.<JournalState>empty()
            : resumption.find(catalog, request, started);
    var stranger =
        request.dryRun() || resumption.hasSeenJournal()
            ? Optional.<BackupSet>empty()
            : strangers.find(catalog, request, started);
    var continued = begun.map(JournalState::set).or(() -> stranger.map(BackupSet::id));
    var parent = parent(request, catalog, started, unusable, continued);
    if (parent.isPresent()) {
      new SourceMatch(request).check(cache.manifest(parent.get().last().id()));
    }
    if (begun.isPresent()) {
      Resumption.requireFitting(begun.get().set(), parent);
    } else if (stranger.isPresent()) {
      String settings = resumption.settings(request);
      begun = Optional.of(strangers.adopt(stranger.get(), parent, request, settings, started));
    }
    var set = continued.isPresent() ? continued.get() : NewSet.id(parent, catalog, started);
    var previousFull = catalog.newestChain().map(Chain::start);
    var counting = new CountingListener(listener);
    try (var changes = search.between(request, parent, started, counting)) {
      if (request.dryRun()) {
        var tally = search.count(changes, counting);
        counting.tellPassedOver();
        return new Done(result(set, previousFull, started, tally, 0, 0, 0, counting, false), false);
      }
      int increments = parent.map(chain -> chain.increments().size()).orElse(0);
      var digest = cache.digest(parent.map(Chain::sets).orElse(List.of()));
      var plan = new Plan(request, set, begun, digest, previousFull, increments, started);
      var result = write(plan, changes, counting);
      counting.tellPassedOver();
      new CacheSync(archive, cache, listener::notice).forgetRemoved(catalog);
      return new Done(result, begun.isPresent());
    }
  }

  /// A full that was begun needs nothing to build on, whatever was asked for.
  private Optional<Chain> parent(
      BackupRequest request,
      Catalog catalog,
      Instant started,
      Set<SetId> unusable,
      Optional<SetId> continued)
      throws IOException {
    return continued.isPresent() && continued.get() instanceof SetId.Full
        ? Optional.empty()
        : new ParentSearch(archive, cache, listener).find(request, catalog, started, unusable);
  }

  /// What this run is going to write.
  private record Plan(
      BackupRequest request,
      SetId set,
      Optional<JournalState> begun,
      Optional<String> parentDigest,
      Optional<BackupTime> previousFull,
      int increments,
      Instant started) {}

  private BackupResult write(Plan plan, ChangeSequence changes, CountingListener counting)
      throws IOException {
    try (var spool = Spool.below(temporary)) {
      checkSpace(spool, plan.request().volumeSizeBytes());
      try {
        return write(plan, changes, counting, spool);
      } catch (GivenUpException
          | ChangedMeanwhileException
          | JournalException
          | SignatureDamageException e) {
        spool.letGoAll();
        throw e;
      } catch (StorageException e) {
        if (e.reason() != StorageException.Reason.EXISTS || plan.begun().isEmpty()) {
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
    var progress = resumption.progress(plan.set(), plan.begun(), request, spool);
    counting.addErrors(progress.packing().map(PackingState::errors).orElse(0L));
    SetWriter.Statistics statistics =
        written ->
            new StatisticsText(result(plan, written, counting), place(request), plan.increments())
                .toString();
    var unfinished = resumption.unfinished(progress);
    var written =
        new SetWriter(archive, cache, progress, plan.parentDigest(), request, counting)
            .write(changes, unfinished, spool, statistics);
    return result(plan, written, counting);
  }

  private StatisticsText.Place place(BackupRequest request) {
    String source = new String(request.sourceName(), StandardCharsets.UTF_8);
    return new StatisticsText.Place(source, archive.storage().location());
  }

  private BackupResult result(Plan plan, SetWriter.Written written, CountingListener counting) {
    return result(
        plan.set(),
        plan.previousFull(),
        plan.started(),
        written.packer().tally(),
        written.packer().memberBytes(),
        written.storedBytes(),
        written.volumes(),
        counting,
        written.isSkipped());
  }

  private BackupResult result(
      SetId set,
      Optional<BackupTime> previousFull,
      Instant started,
      ChangeTally tally,
      long memberBytes,
      long storedBytes,
      int volumes,
      CountingListener counting,
      boolean skipped) {
    return new BackupResult(
        set,
        previousFull,
        started,
        clock.instant(),
        tally,
        memberBytes,
        storedBytes,
        volumes,
        counting.errors(),
        skipped);
  }

  private static void checkSpace(Spool spool, long volumeSize) throws IOException {
    int volumes = SetWriter.UPLOADS_IN_FLIGHT + 1;
    long free = spool.freeBytes();
    if (free / volumes < volumeSize) {
      throw new ArchiveException(
          Reason.NO_SPACE,
          "%s has room for %d MB, and up to %d volumes of %d MB are needed for temporary files: point TMPDIR (or --tempdir) elsewhere, or make volumes smaller (--volsize)"
              .formatted(spool.directory().getParent(), free >> 20, volumes, volumeSize >> 20));
    }
  }
}
