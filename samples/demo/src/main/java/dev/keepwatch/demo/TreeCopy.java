package dev.keepwatch.demo;

import dev.keepwatch.agent.posix.Posix;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Copies a tree with modes, times and links. What cannot be read, and fifos, sockets and devices,
/// are left out and counted.
final class TreeCopy {

  private final Path from;
  private final Path to;
  private final Set<String> passedOver;
  private long entries;
  private long bytes;
  private long leftOut;

  private TreeCopy(Path from, Path to, Set<String> passedOver) {
    this.from = from;
    this.to = to;
    this.passedOver = passedOver;
  }

  /// What was copied.
  ///
  /// @param entries how many, the root among them
  /// @param bytes how much content
  /// @param leftOut what could not be copied
  record Copied(long entries, long bytes, long leftOut) {}

  /// @param to does not exist yet
  /// @param passedOver names of directories that are not wanted
  static Copied copy(Path from, Path to, Set<String> passedOver) throws IOException {
    var copy = new TreeCopy(from, to, passedOver);
    Files.walkFileTree(from, copy.new Visitor());
    return new Copied(copy.entries, copy.bytes, copy.leftOut);
  }

  private final class Visitor extends SimpleFileVisitor<Path> {

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      if (!directory.equals(from) && passedOver.contains(directory.getFileName().toString())) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      Files.createDirectory(counterpart(directory));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (attributes.isOther() || (attributes.isRegularFile() && !Files.isReadable(file))) {
        leftOut++;
        return FileVisitResult.CONTINUE;
      }
      Path copy = counterpart(file);
      try {
        Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        setTime(file, copy);
        entries++;
        bytes += attributes.isRegularFile() ? attributes.size() : 0;
      } catch (NoSuchFileException e) {
        Files.deleteIfExists(copy);
        leftOut++; // it went while we looked
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      leftOut++;
      return FileVisitResult.CONTINUE;
    }

    /// Mode and time of a directory come last: the one may forbid to fill it, and filling changes
    /// the other.
    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      Path copy = counterpart(directory);
      Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(directory));
      setTime(directory, copy);
      entries++;
      leftOut += e == null ? 0 : 1;
      return FileVisitResult.CONTINUE;
    }

    private Path counterpart(Path path) {
      return path.equals(from) ? to : to.resolve(from.relativize(path));
    }

    private void setTime(Path original, Path copy) throws IOException {
      var time = TreeEntry.read(original).modified();
      Posix.utimensat(copy, time.getEpochSecond(), time.getNano(), false);
    }
  }
}
