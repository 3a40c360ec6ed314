package dev.keepwatch.agent.storage.file;

import dev.keepwatch.agent.posix.DirectorySync;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Set;

/// A file that appears in a directory whole, durable, and only where there was none.
///
/// The content is written and synchronised under a hidden name first. Then a hard link gives it its
/// name, which fails if the name is taken; a rename would replace. Where a file system has no hard
/// links, the name is looked up and then given by rename: safe among the threads of this process, a
/// moment open to other processes.
final class NewDirectoryEntry {

  private static final String HIDDEN = ".keepwatch-";
  private static final String UNFINISHED = ".part";
  private static final Duration SURELY_ABANDONED = Duration.ofDays(1);
  private static final Object RENAMING = new Object();

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path target;
  private final Path directory;

  NewDirectoryEntry(Path target) {
    this.target = target;
    this.directory = Objects.requireNonNull(target.toAbsolutePath().getParent());
  }

  /// Whether a name is what a broken write leaves behind.
  static boolean isBroken(String name) {
    return name.startsWith(HIDDEN) && name.endsWith(UNFINISHED);
  }

  /// @throws FileAlreadyExistsException if the name is taken
  void create(Path content) throws IOException {
    makeDirectory();
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Path unfinished = Files.createTempFile(directory, HIDDEN, UNFINISHED);
    try {
      copy(content, unfinished);
      removeAbandoned(Files.getLastModifiedTime(unfinished).toInstant());
      giveName(unfinished);
    } finally {
      Files.deleteIfExists(unfinished);
    }
    DirectorySync.force(directory);
  }

  private void makeDirectory() throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    for (Path path = directory; path != null && !Files.isDirectory(path); path = path.getParent()) {
      missing.push(path);
    }
    for (Path path : missing) {
      try {
        Files.createDirectories(path, OWNER_ONLY);
      } catch (FileAlreadyExistsException e) {
        throw new NotDirectoryException(path.toString());
      }
      DirectorySync.force(Objects.requireNonNull(path.getParent()));
    }
  }

  private static void copy(Path content, Path unfinished) throws IOException {
    try (FileChannel from = FileChannel.open(content, StandardOpenOption.READ);
        FileChannel to = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      long position = 0;
      for (long size = from.size(); position < size; ) {
        long count = from.transferTo(position, size - position, to);
        if (count <= 0) {
          throw new IOException(content + " became shorter while it was stored");
        }
        position += count;
      }
      to.force(true);
    }
  }

  private void giveName(Path unfinished) throws IOException {
    try {
      Files.createLink(target, unfinished);
    } catch (FileAlreadyExistsException | AccessDeniedException | NoSuchFileException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      rename(unfinished, target);
    }
  }

  /// What is done where there are no hard links.
  static void rename(Path unfinished, Path target) throws IOException {
    synchronized (RENAMING) {
      Files.move(unfinished, target);
    }
  }

  /// Removes what writes left behind that broke long before `now`, by the clock of the file system.
  private void removeAbandoned(Instant now) {
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(directory, HIDDEN + "*" + UNFINISHED)) {
      for (Path entry : entries) {
        Instant touched = Files.getLastModifiedTime(entry).toInstant();
        if (touched.isBefore(now.minus(SURELY_ABANDONED))) {
          Files.deleteIfExists(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Another writer's file may just have gone. Tidying is a courtesy; the next write repeats it.
    }
  }
}
