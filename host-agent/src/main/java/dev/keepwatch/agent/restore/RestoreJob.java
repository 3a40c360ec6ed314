package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.history.BackedUpTree;
import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.agent.history.LostVolumes;
import dev.keepwatch.agent.history.VolumeSource;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.agent.restore.Survey.Findings;
import dev.keepwatch.agent.thaw.FrozenException;
import dev.keepwatch.agent.thaw.FrozenFiles;
import dev.keepwatch.agent.tree.PathMerge;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/// One restore, from the listing to the last directory's time.
public final class RestoreJob {

  private final Archive archive;
  private final ArchiveCache cache;
  private final Path temporary;
  private final RestoreListener listener;
  private final Needs needs;

  /// @param temporary where the spool may lie
  /// @param frozen sees that what is needed can be read
  public RestoreJob(
      Archive archive,
      ArchiveCache cache,
      Path temporary,
      RestoreListener listener,
      FrozenFiles frozen) {
    this.archive = archive;
    this.cache = cache;
    this.temporary = temporary;
    this.listener = listener;
    this.needs = new Needs(archive, cache, frozen);
  }

  /// One that ends if files have to be thawed.
  public RestoreJob(Archive archive, ArchiveCache cache, Path temporary, RestoreListener listener) {
    this(archive, cache, temporary, listener, FrozenFiles.of(archive.storage()));
  }

  /// Restores.
  ///
  /// @throws TargetException if the target is in use
  /// @throws FrozenException if files have to be thawed, before anything is written
  /// @throws ArchiveException if the archive does not hold what was asked for, or is damaged, or
  ///   there is no room. Entries that were put in their place before stay: each is whole and
  ///   verified
  public RestoreResult run(RestoreRequest asked) throws IOException {
    var claim = Claim.of(asked);
    new Places(asked);
    var request = claim.settled();
    var catalog = archive.catalog();
    cache.settle(catalog);
    var sets = HistoryPlan.setsAt(catalog, request.time());
    tellOfUnusedSets(catalog, sets, request);
    needs.requireContents(sets, request);
    var sync = new CacheSync(archive, cache, listener::notice);
    sync.manifests(sets);
    var manifests = new ManifestsRead(new MendedManifests(cache, sync, listener), listener);
    var plan = plan(sets, request, manifests);
    var undertaking =
        new Undertaking(
            sets.getLast().time(), manifests.content(), request.path(), request.renames());
    claim.checkSame(undertaking);
    if (claim.begins()) {
      listener.notice(
          "There is nothing yet of a restore in %s: it begins, with the state of %s."
              .formatted(request.target(), undertaking.state()));
    }
    try (var spool = Spool.below(temporary)) {
      return lookAndRestore(claim, request, plan, manifests.shortManifests(), undertaking, spool);
    }
  }

  private RestoreResult lookAndRestore(
      Claim claim,
      RestoreRequest request,
      HistoryPlan whole,
      long shortManifests,
      Undertaking undertaking,
      Spool spool)
      throws IOException {
    var outlook = new Outlook(archive, cache, listener, spool);
    var seen = outlook.look(request, request.target(), whole);
    claim.checkGoesOn(seen);
    var findings = seen.orElse(Findings.none(whole));
    var volumes = volumeNames(findings.plan());
    var newest = whole.sets().getLast().set();
    if (needs.frozen().onlyPlans()) {
      needs.requireVolumes(volumes, newest);
    }
    if (request.dryRun()) {
      return new RestoreResult(newest.time(), 0, 0, shortManifests, volumes);
    }
    if (request.checkRoom()) {
      Room.of(findings.newBytes(), findings.plan()).require(request.target(), temporary);
    }
    needs.requireVolumes(volumes, newest);
    boolean resumes = request.resume() && seen.isPresent();
    try (var standing = resumes ? outlook.standing(request, whole) : StandingEntries.none()) {
      return restore(request, findings, shortManifests, undertaking, spool, standing);
    }
  }

  private static HistoryPlan plan(
      List<BackupSet> sets, RestoreRequest request, HistoryPlan.Manifests manifests)
      throws IOException {
    return request.ignoreErrors()
        ? HistoryPlan.unchecked(sets, request.path(), manifests)
        : HistoryPlan.of(sets, request.path(), manifests);
  }

  private VolumeSource source(RestoreRequest request, Spool spool, Losses losses) {
    return new VolumeSource(
        archive,
        spool,
        listener::fetched,
        request.ignoreErrors() ? losses : LostVolumes.NOT_ALLOWED);
  }

  private RestoreResult restore(
      RestoreRequest request,
      Findings findings,
      long shortManifests,
      Undertaking undertaking,
      Spool spool,
      PathSequence<StandingEntries.Entry> standing)
      throws IOException {
    var plan = findings.plan();
    var losses = new Losses(listener);
    var maker = new EntryMaker(new OwnerNumbers(request.ownership()), listener);
    var state = plan.sets().getLast().set().time();
    try (var both =
            new PathMerge<>(new BackedUpTree(plan, source(request, spool, losses)), standing);
        var target =
            new TargetTree(
                new Ground(place(request.target()), undertaking, new SecureRandom()),
                placement(request),
                maker,
                listener,
                spool)) {
      var walk =
          new RestoreWalk(
              target,
              new Places(request),
              findings.known(),
              losses,
              listener,
              request.target(),
              temporary);
      walk.walk(both);
      if (walk.entries() + walk.errors() + losses.count() == 0) {
        throw new ArchiveException(
            Reason.NO_SUCH_PATH,
            "'%s' is not in the backup of %s".formatted(request.path(), state));
      }
      long errors = shortManifests + walk.errors() + losses.count() + maker.failures();
      return new RestoreResult(state, walk.entries(), walk.kept(), errors, volumeNames(plan));
    }
  }

  private static Placement placement(RestoreRequest request) {
    if (request.overwrite()) {
      return Placement.ANYWHERE;
    }
    return request.resume() ? Placement.WHERE_IT_WAS : Placement.BESIDE_OTHERS;
  }

  /// The directory that is meant where a link to one is given; above it everything is made.
  private static Path place(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      return target.toRealPath();
    }
    Path parent = target.toAbsolutePath().getParent();
    try {
      if (parent != null) {
        Files.createDirectories(parent);
      }
      return target;
    } catch (FileSystemException e) {
      throw new TargetException(
          "the directory %s cannot be made: %s; give another target"
              .formatted(e.getFile(), Refusal.words(e)),
          e);
    }
  }

  /// Sets that are newer than what is restored, and not after the time that was asked for.
  private void tellOfUnusedSets(Catalog catalog, List<BackupSet> sets, RestoreRequest request) {
    var newest = sets.getLast().time();
    for (var incomplete : catalog.incomplete()) {
      if (incomplete.time().isAfter(newest)
          && !incomplete.time().instant().isAfter(request.time())) {
        listener.warning(
            "The %s has no manifest and cannot be used; the newest state before it is restored, that of %s."
                .formatted(incomplete.id(), newest));
      }
    }
  }

  private static List<String> volumeNames(HistoryPlan plan) {
    var names = new ArrayList<String>();
    for (var part : plan.sets()) {
      part.volumes().forEach(v -> part.set().volumeName(v.number()).ifPresent(names::add));
    }
    return names;
  }
}
