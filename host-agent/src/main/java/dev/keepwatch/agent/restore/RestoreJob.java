package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.history.BackedUpEntry;
import dev.keepwatch.agent.history.BackedUpTree;
import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.agent.history.LostVolumes;
import dev.keepwatch.agent.history.VolumeSource;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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

  /// @param temporary where the spool may lie
  public RestoreJob(Archive archive, ArchiveCache cache, Path temporary, RestoreListener listener) {
    this.archive = archive;
    this.cache = cache;
    this.temporary = temporary;
    this.listener = listener;
  }

  /// Restores.
  ///
  /// @throws TargetException if the target is in use
  /// @throws ArchiveException if the archive does not hold what was asked for, or is damaged.
  ///   Entries that were put in their place before stay: each is whole and verified
  public RestoreResult run(RestoreRequest request) throws IOException {
    checkTarget(request);
    var catalog = archive.catalog();
    cache.settle(catalog);
    var sets = HistoryPlan.setsAt(catalog, request.time());
    tellOfUnusedSets(catalog, sets, request);
    new CacheSync(archive, cache, listener::notice).manifests(sets);
    var plan = plan(sets, request);
    long shortManifests = tellOfUnlistedVolumes(sets);
    if (request.dryRun()) {
      return new RestoreResult(sets.getLast().time(), 0, shortManifests, volumeNames(plan));
    }
    return restore(request, plan, shortManifests);
  }

  private HistoryPlan plan(List<BackupSet> sets, RestoreRequest request) throws IOException {
    HistoryPlan.Manifests manifests = set -> cache.manifest(set.id());
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

  private RestoreResult restore(RestoreRequest request, HistoryPlan plan, long shortManifests)
      throws IOException {
    var losses = new Losses(listener);
    var maker = new EntryMaker(new OwnerNumbers(request.ownership()), listener);
    long entries = 0;
    long errors = shortManifests;
    try (var spool = Spool.below(temporary);
        var tree = new BackedUpTree(plan, source(request, spool, losses));
        var target =
            new TargetTree(
                place(request.target()),
                request.overwrite(),
                maker,
                listener,
                spool,
                new SecureRandom())) {
      for (var entry = tree.next(); entry != null; entry = tree.next()) {
        if (put(entry, request, target) && isTrusted(entry, losses)) {
          entries++;
        } else {
          errors++;
        }
      }
    }
    errors += losses.count();
    if (entries + errors == shortManifests) {
      throw new ArchiveException(
          Reason.NO_SUCH_PATH,
          "'%s' is not in the backup of %s"
              .formatted(request.path(), plan.sets().getLast().set().time()));
    }
    return new RestoreResult(
        plan.sets().getLast().set().time(), entries, errors + maker.failures(), volumeNames(plan));
  }

  private boolean isTrusted(BackedUpEntry entry, Losses losses) {
    boolean trusted = !losses.mayConcern(entry.path());
    if (!trusted) {
      listener.failed(
          entry.path(), "it is in its place, but maybe in an older state: a newer one may be lost");
    }
    return trusted;
  }

  private boolean put(BackedUpEntry entry, RestoreRequest request, TargetTree target)
      throws IOException {
    var path = entry.path();
    try {
      target.put(request.placeOf(path), entry);
      listener.restored(path);
      return true;
    } catch (ArchiveException e) {
      if (e.reason() != Reason.DAMAGED) {
        throw e;
      }
      listener.failed(path, String.valueOf(e.getMessage()));
    } catch (FileSystemException e) {
      checkRoom(path, request.target(), e);
      listener.failed(path, Refusal.words(e));
    } catch (IOException e) {
      checkRoom(path, request.target(), e);
      throw e;
    }
    return false;
  }

  private void checkRoom(ArchivePath path, Path target, IOException e) throws ArchiveException {
    if (Refusal.isNoSpace(e)) {
      throw new ArchiveException(
          Reason.NO_SPACE,
          "there is no room left for '%s', in %s or in the temporary directory %s; what was restored before is whole. Make room, or give another target (or --tempdir)"
              .formatted(path, target, temporary),
          e);
    }
  }

  /// A manifest that was cut off between two volumes looks sound; what it leaves out would be
  /// missed by nobody.
  private long tellOfUnlistedVolumes(List<BackupSet> sets) throws IOException {
    long found = 0;
    for (var set : sets) {
      int listed = cache.manifest(set.id()).volumes().size();
      if (set.highestVolume() > listed) {
        listener.warning(
            "The %s has %d volumes, and its manifest knows only %d: what the others hold is not restored."
                .formatted(set.id(), set.highestVolume(), listed));
        found++;
      }
    }
    return found;
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

  private static void checkTarget(RestoreRequest request) throws IOException {
    Path target = request.target();
    if (request.overwrite() || !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isDirectory(target) || !isEmpty(target)) {
      throw new TargetException(
          "%s exists and is not an empty directory: give another target, or --force to restore over it"
              .formatted(target));
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> content = Files.newDirectoryStream(directory)) {
      return !content.iterator().hasNext();
    }
  }
}
