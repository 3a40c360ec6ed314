package dev.keepwatch.agent.source;

import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.posix.OpenPath;
import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.source.FileAttributes.Inode;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A directory on the way down, held open: whoever replaces it by a link meanwhile does not lead
/// the walk out of the source.
final class Level implements Closeable {

  private final ArchivePath path;
  private final Inode place;
  private final OpenPath directory;
  private final List<byte[]> names;
  private int next;

  /// The directory itself while nothing below it is chosen yet.
  private @Nullable SourceEntry waiting;

  /// Opens a directory and reads the names in it.
  ///
  /// @param follow whether a symbolic link may lead to it
  Level(ArchivePath path, Path directory, Inode place, boolean follow) throws IOException {
    this.path = path;
    this.place = place;
    this.directory = OpenPath.ofDirectory(directory, follow);
    try {
      this.names = names(this.directory.path());
    } catch (IOException | RuntimeException e) {
      this.directory.close();
      throw e;
    }
  }

  private static List<byte[]> names(Path directory) throws IOException {
    var names = new ArrayList<byte[]>();
    try (var children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        names.add(PathBytes.of(child.getFileName()));
      }
    } catch (DirectoryIteratorException e) {
      throw Objects.requireNonNull(e.getCause());
    }
    names.sort(Arrays::compareUnsigned);
    return names;
  }

  boolean isDone() {
    return next == names.size();
  }

  /// The next name in it.
  byte[] next() {
    byte[] name = names.get(next);
    next++;
    return name;
  }

  ArchivePath child(byte[] name) {
    return path.child(name);
  }

  Path file(byte[] name) {
    return PathBytes.toPath(directory.path(), name);
  }

  /// Whether it holds the temporary files of a run.
  boolean isSpool() {
    return Spool.isOne(directory.path());
  }

  boolean is(Inode other) {
    return place.equals(other);
  }

  /// Keeps the directory's own entry back until something below it is chosen.
  void await(SourceEntry entry) {
    waiting = entry;
  }

  /// Hands out what was kept back, once.
  @Nullable SourceEntry release() {
    var released = waiting;
    waiting = null;
    return released;
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
