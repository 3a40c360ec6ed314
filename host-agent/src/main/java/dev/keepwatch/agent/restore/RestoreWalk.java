package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.history.BackedUpEntry;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.agent.tree.PathMerge;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The way through everything that is to be restored: each entry is put in its place, or kept if it
/// is there.
final class RestoreWalk {

  private final TargetTree target;
  private final Places places;
  private final Predicate<ArchivePath> known;
  private final Losses losses;
  private final RestoreListener listener;
  private final Path room;
  private final Path temporary;
  private long entries;
  private long kept;
  private long errors;

  /// @param known whether the volumes that are read tell what became of an entry; else one that
  ///   should not be there was deleted in a volume that is not needed
  /// @param room where the target is, and `temporary` the spool, for who has to make room there
  RestoreWalk(
      TargetTree target,
      Places places,
      Predicate<ArchivePath> known,
      Losses losses,
      RestoreListener listener,
      Path room,
      Path temporary) {
    this.target = target;
    this.places = places;
    this.known = known;
    this.losses = losses;
    this.listener = listener;
    this.room = room;
    this.temporary = temporary;
  }

  /// How many entries are in their place.
  long entries() {
    return entries;
  }

  /// How many of them were there already.
  long kept() {
    return kept;
  }

  long errors() {
    return errors;
  }

  void walk(PathMerge<BackedUpEntry, StandingEntries.Entry> both) throws IOException {
    while (both.advance()) {
      step(both.left(), both.right());
    }
    target.finish();
    for (var absent : places.absent()) {
      listener.warning("--rename: '%s' is not in what was restored.".formatted(absent));
    }
  }

  private void step(@Nullable BackedUpEntry backedUp, StandingEntries.@Nullable Entry standing)
      throws IOException {
    if (standing != null && standing.there()) {
      var path = places.of(standing.path());
      if (attempt(standing.path(), () -> target.keep(path, standing.metadata()))) {
        entries++;
        kept++;
        listener.kept(standing.path());
      }
    } else if (backedUp != null && (standing != null || known.test(backedUp.path()))) {
      var path = places.of(backedUp.path());
      if (attempt(backedUp.path(), () -> target.put(path, backedUp))) {
        listener.restored(backedUp.path());
        count(backedUp.path());
      }
    } else if (standing != null) {
      failed(standing.path(), "the signatures know it, and no volume holds it");
    }
  }

  private void count(ArchivePath path) {
    if (losses.mayConcern(path)) {
      failed(path, "it is in its place, but maybe in an older state: a newer one may be lost");
    } else {
      entries++;
    }
  }

  private boolean attempt(ArchivePath path, Step step) throws IOException {
    try {
      step.run();
      return true;
    } catch (ArchiveException e) {
      if (e.reason() != Reason.DAMAGED) {
        throw e;
      }
      failed(path, String.valueOf(e.getMessage()));
    } catch (FileSystemException e) {
      checkRoom(path, e);
      failed(path, Refusal.words(e));
    } catch (IOException e) {
      checkRoom(path, e);
      throw e;
    }
    return false;
  }

  private void failed(ArchivePath path, String reason) {
    errors++;
    listener.failed(path, reason);
  }

  private void checkRoom(ArchivePath path, IOException e) throws ArchiveException {
    if (Refusal.isNoSpace(e)) {
      throw new ArchiveException(
          Reason.NO_SPACE,
          "there is no room left for '%s', in %s or in the temporary directory %s; what was restored before is whole. Make room and go on with --continue, or give another target (or --tempdir)"
              .formatted(path, room, temporary),
          e);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
