package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.posix.OpenPath;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.agent.restore.Survey.Findings;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Whether a restore may have its target: what is there, and which interrupted restore it goes on
/// with.
///
/// @param request what is asked for
/// @param found restores to this target that are not finished
record Claim(RestoreRequest request, List<Seal.Found> found) {

  Claim {
    found = List.copyOf(found);
  }

  /// @throws TargetException if the target is in use
  static Claim of(RestoreRequest request) throws IOException {
    var claim = new Claim(request, unfinished(request.target()));
    claim.check();
    return claim;
  }

  private static List<Seal.Found> unfinished(Path target) throws IOException {
    if (!Files.isDirectory(target)) {
      return List.of();
    }
    try (var held = OpenPath.ofDirectory(target, true)) {
      return Seal.in(held, null);
    } catch (FileSystemException e) {
      throw new TargetException(
          "%s cannot be read: %s; give another target".formatted(target, Refusal.words(e)), e);
    }
  }

  private void check() throws IOException {
    if (request.overwrite() || request.resume() || isFree()) {
      return;
    }
    var begun = begun();
    if (begun.isPresent()) {
      throw new TargetException(
          "%s holds a restore of the state of %s that is not finished: go on with --continue, give another target, or --force to begin anew over it"
              .formatted(request.target(), begun.get().state()));
    }
    throw new TargetException(
        "%s exists and is not an empty directory: give another target, or --force to restore over it"
            .formatted(request.target()));
  }

  /// Where no restore was begun, one can go on only to find that everything is there: it was killed
  /// when it was finished.
  ///
  /// @param seen what there is, if that is known
  /// @throws TargetException if there is something else
  void checkGoesOn(Optional<Findings> seen) throws IOException {
    boolean free = request.overwrite() || !request.resume() || begun().isPresent() || isFree();
    if (!free && seen.filter(findings -> findings.plan().volumeCount() == 0).isEmpty()) {
      throw new TargetException(
          "%s exists, and holds no restore that could go on: give another target, or --force to compare it with the backup and replace what differs"
              .formatted(request.target()));
    }
  }

  /// Whether there is nothing, but for what restores leave that were killed at once.
  private boolean isFree() throws IOException {
    Path target = request.target();
    if (begun().isPresent()) {
      return false;
    }
    return !Files.exists(target, LinkOption.NOFOLLOW_LINKS)
        || Files.isDirectory(target) && isEmpty(target);
  }

  private boolean isEmpty(Path directory) throws IOException {
    var workshops = found.stream().map(Seal.Found::name).toList();
    try (DirectoryStream<Path> content = Files.newDirectoryStream(directory)) {
      for (Path file : content) {
        if (!workshops.contains(file.getFileName().toString())) {
          return false;
        }
      }
      return true;
    }
  }

  private Optional<Undertaking> begun() {
    return found.stream().flatMap(one -> one.undertaking().stream()).findFirst();
  }

  /// What this restore goes on with, if it has to be the same.
  private Optional<Undertaking> goesOnWith() {
    return request.resume() ? begun() : Optional.empty();
  }

  /// Whether it is to go on, and there is nothing to go on with.
  boolean begins() throws IOException {
    return request.resume() && isFree();
  }

  /// The request, of the state that the interrupted restore was of, if no other is asked for.
  RestoreRequest settled() {
    return goesOnWith()
        .filter(begun -> request.isOfNewest())
        .map(begun -> request.asOf(begun.state().instant()))
        .orElse(request);
  }

  /// @throws TargetException if this is not what the interrupted restore was about
  void checkSame(Undertaking mine) throws TargetException {
    var difference = goesOnWith().flatMap(begun -> begun.differenceTo(mine));
    if (difference.isPresent() && !request.overwrite()) {
      throw new TargetException(
          "the restore in %s that is not finished is of %s: ask for the same, give another target, or --force to replace what differs"
              .formatted(request.target(), difference.get()));
    }
  }
}
