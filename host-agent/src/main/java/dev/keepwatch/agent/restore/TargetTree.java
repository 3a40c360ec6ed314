package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.history.BackedUpEntry;
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
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The tree that a restore writes, entry by entry in archive order.
///
/// An entry goes only into a directory that this tree has made or found to be a real one itself, so
/// that no link leads outside. A directory gets its owner, mode and time when the walk leaves it.
final class TargetTree implements AutoCloseable {

  /// A directory that the walk is in.
  private record Level(ArchivePath path, Path directory, @Nullable FileMetadata metadata) {}

  /// PATH_MAX of Linux.
  private static final int LONGEST_PATH = 4096;

  private final Path root;
  private final boolean overwrite;
  private final EntryMaker maker;
  private final Spool spool;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final RandomGenerator names;
  private final HardLinks links;
  private @Nullable ArchivePath leaf;

  /// @param names makes the names of temporary files, which nobody else may have
  TargetTree(
      Path root,
      boolean overwrite,
      EntryMaker maker,
      RestoreListener listener,
      Spool spool,
      RandomGenerator names) {
    this.root = root;
    this.overwrite = overwrite;
    this.maker = maker;
    this.spool = spool;
    this.names = names;
    this.links = new HardLinks(listener);
  }

  /// Puts an entry in its place.
  ///
  /// @param path its place below the target; the root is the target itself
  void put(ArchivePath path, BackedUpEntry entry) throws IOException {
    var metadata = entry.metadata();
    check(path, entry);
    leaveUntil(path);
    Path place = place(path);
    if (metadata.isDirectory()) {
      makeDirectory(place);
      levels.push(new Level(path, place, metadata));
      return;
    }
    leaf = path;
    if (metadata.isRegular()) {
      putFile(path, place, entry);
    } else {
      putSpecial(path, place, metadata);
    }
  }

  private static void check(ArchivePath path, BackedUpEntry entry) throws IOException {
    var metadata = entry.metadata();
    if (entry.path().isRoot() && !metadata.isRegular() && !metadata.isDirectory()) {
      throw damaged("what was backed up is neither a file nor a directory");
    }
    if (path.bytes().length > LONGEST_PATH) {
      throw new FileSystemException(path.toString(), null, "the path is too long for this system");
    }
  }

  private static ArchiveException damaged(String message) {
    return new ArchiveException(ArchiveException.Reason.DAMAGED, message);
  }

  private void putFile(ArchivePath path, Path place, BackedUpEntry entry) throws IOException {
    Path temporary = temporary(place);
    try {
      entry.writeData(temporary, spool, room(temporary, entry));
      boolean joined = links.join(path, temporary, entry.metadata());
      if (!joined) {
        maker.setMetadata(path, temporary, entry.metadata());
      }
      move(temporary, place);
      links.remember(place, entry.metadata());
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// How large a file that is put together may become.
  private static long room(Path file, BackedUpEntry entry) throws IOException {
    return entry.layers().size() == 1
        ? Long.MAX_VALUE
        : Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
  }

  private void putSpecial(ArchivePath path, Path place, FileMetadata metadata) throws IOException {
    Path temporary = temporary(place);
    try {
      maker.makeSpecial(temporary, metadata);
      maker.setMetadata(path, temporary, metadata);
      move(temporary, place);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void move(Path temporary, Path place) throws IOException {
    if (overwrite) {
      // Replaces a file or a link in one step; a directory in the way is an error, not removed.
      Files.move(
          temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } else {
      moveToFreePlace(temporary, place);
    }
  }

  private static void moveToFreePlace(Path temporary, Path place) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(place.toString());
    }
    Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path temporary(Path place) {
    return place.resolveSibling(".keepwatch-%016x.part".formatted(names.nextLong()));
  }

  private Path place(ArchivePath path) throws IOException {
    if (path.isRoot()) {
      return root;
    }
    return PathBytes.toPath(directory(path.parent()), path.name());
  }

  /// The directory for an entry; made if the archive has none for it.
  private Path directory(ArchivePath path) throws IOException {
    if (!levels.isEmpty() && levels.peek().path().equals(path)) {
      return levels.peek().directory();
    }
    if (leaf != null && path.equals(leaf)) {
      throw damaged("what is above it is no directory in this backup");
    }
    Path directory = place(path);
    makeDirectory(directory);
    levels.push(new Level(path, directory, null));
    return directory;
  }

  /// @throws TargetException if it is the target itself that cannot be made
  private void makeDirectory(Path place) throws IOException {
    try {
      makeOrFind(place);
    } catch (FileSystemException e) {
      if (!place.equals(root)) {
        throw e;
      }
      throw new TargetException(
          "%s cannot be made: %s; give another target".formatted(root, Refusal.words(e)), e);
    }
  }

  private void makeOrFind(Path place) throws IOException {
    try {
      Files.createDirectory(place, EntryMaker.PRIVATE_DIRECTORY);
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      if (!overwrite) {
        throw e;
      }
      Files.delete(place);
      Files.createDirectory(place, EntryMaker.PRIVATE_DIRECTORY);
    }
  }

  /// Leaves the directories that `path` is not in.
  private void leaveUntil(ArchivePath path) {
    while (!levels.isEmpty() && !path.startsWith(levels.peek().path())) {
      leave();
    }
  }

  private void leave() {
    var level = levels.pop();
    if (level.metadata() != null) {
      maker.setMetadata(level.path(), level.directory(), level.metadata());
    }
  }

  /// Leaves all directories.
  @Override
  public void close() {
    while (!levels.isEmpty()) {
      leave();
    }
  }
}
