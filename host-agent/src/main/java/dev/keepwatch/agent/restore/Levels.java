package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.posix.FileStatus;
import dev.keepwatch.agent.posix.OpenPath;
import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The directories of the target that the walk is in, each held open: what is in one is found from
/// there, whatever its owner puts in the place of a directory above meanwhile.
///
/// A directory gets owner, mode and time when the walk leaves it. One that is only passed through,
/// for something that comes from elsewhere, keeps what it has.
final class Levels {

  private static final int OWNERS_RIGHTS = 0700;
  private static final int PERMISSIONS = 07777;

  /// @param metadata what the backup says of it; nothing if it is only passed through
  /// @param before how it was when the walk came
  /// @param workshop where things for it are made
  private record Level(
      ArchivePath path,
      Held held,
      @Nullable FileMetadata metadata,
      FileStatus before,
      Workshop workshop) {}

  /// @param made whether it was not there before
  private record Held(OpenPath directory, boolean made) {}

  private final Ground ground;
  private final Placement placement;
  private final EntryMaker maker;
  private final Deque<Level> levels = new ArrayDeque<>();

  Levels(Ground ground, Placement placement, EntryMaker maker) {
    this.ground = ground;
    this.placement = placement;
    this.maker = maker;
  }

  /// Goes out of the directories that `path` is not in.
  void leaveFor(ArchivePath path) throws IOException {
    while (!levels.isEmpty() && !path.startsWith(levels.peek().path())) {
      leave();
    }
  }

  /// Makes a directory, or finds it, and goes into it.
  void enter(ArchivePath path, FileMetadata metadata) throws IOException {
    if (!levels.isEmpty() && levels.peek().path().equals(path)) {
      var passed = levels.pop();
      levels.push(new Level(path, passed.held(), metadata, passed.before(), passed.workshop()));
      return;
    }
    push(path, metadata);
  }

  /// Where an entry comes, in its directory, which is made if the archive has none for it.
  Path place(ArchivePath path) throws IOException {
    if (path.isRoot()) {
      return ground.place();
    }
    return PathBytes.toPath(level(path.parent()).held().directory().path(), path.name());
  }

  /// Where that entry is made.
  Workshop workshop(ArchivePath path) throws IOException {
    return path.isRoot() ? ground.workshopBeside() : level(path.parent()).workshop();
  }

  private Level level(ArchivePath path) throws IOException {
    if (levels.isEmpty() || !levels.peek().path().equals(path)) {
      push(path, null);
    }
    return levels.element();
  }

  private void push(ArchivePath path, @Nullable FileMetadata metadata) throws IOException {
    var held = hold(place(path), path.isRoot());
    try {
      var before = FileStatus.of(held.directory().directory());
      openUp(held.directory(), before);
      var workshop = workshopFor(path, held.directory());
      levels.push(new Level(path, held, metadata, before, workshop));
    } catch (IOException | RuntimeException e) {
      held.directory().close();
      throw e;
    }
  }

  private Workshop workshopFor(ArchivePath path, OpenPath directory) throws IOException {
    if (path.isRoot()) {
      return ground.workshopIn(directory);
    }
    var above = levels.element().workshop();
    return above.serves(directory) ? above : above.elsewhere(directory);
  }

  /// While a directory is being filled its owner can work in it, be it that the interrupted restore
  /// has already given it the mode of a directory that is only read.
  private static void openUp(OpenPath directory, FileStatus status) {
    int mode = status.mode() & PERMISSIONS;
    if ((mode & OWNERS_RIGHTS) != OWNERS_RIGHTS) {
      try {
        Files.setAttribute(directory.directory(), "unix:mode", mode | OWNERS_RIGHTS);
      } catch (IOException e) {
        // It is somebody else's. What cannot be made in it will be told.
      }
    }
  }

  /// @throws TargetException if it is the target itself that cannot be made
  private Held hold(Path place, boolean root) throws IOException {
    try {
      boolean made = makeOrFind(place);
      return new Held(OpenPath.ofDirectory(place, false), made);
    } catch (FileSystemException e) {
      if (!root) {
        throw e;
      }
      throw new TargetException(
          "%s cannot be made: %s; give another target".formatted(place, Refusal.words(e)), e);
    }
  }

  private boolean makeOrFind(Path place) throws IOException {
    try {
      Files.createDirectory(place, EntryMaker.PRIVATE_DIRECTORY);
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        return false;
      }
      if (placement != Placement.ANYWHERE) {
        throw e;
      }
      Files.delete(place);
      Files.createDirectory(place, EntryMaker.PRIVATE_DIRECTORY);
    }
    return true;
  }

  private void leave() throws IOException {
    var level = levels.pop();
    try (var directory = level.held().directory()) {
      if (level.workshop().isOnlyFor(directory)) {
        level.workshop().remove();
      }
      settle(level, directory.directory());
    }
  }

  private void settle(Level level, Path directory) {
    if (level.metadata() != null) {
      maker.setMetadata(level.path(), directory, level.metadata());
    } else if (!level.held().made()) {
      maker.setBack(level.path(), directory, level.before());
    }
  }

  /// Goes out of all directories.
  void leaveAll() throws IOException {
    while (!levels.isEmpty()) {
      leave();
    }
  }
}
