package dev.keepwatch.agent.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;

/// A source tree for a test. Every file that it writes has a later time than the one before, so
/// that a change never hides in the second in which a backup was made.
public final class SmallTree {

  private final Path root;
  private long second = 1_600_000_000L;

  public SmallTree(Path root) throws IOException {
    this.root = Files.createDirectories(root);
  }

  public Path root() {
    return root;
  }

  public SmallTree file(String path, String content) throws IOException {
    return file(path, content.getBytes(UTF_8));
  }

  /// A file whose content no compression makes smaller.
  public SmallTree random(String path, int bytes) throws IOException {
    var content = new byte[bytes];
    new Random(path.hashCode() + second).nextBytes(content);
    return file(path, content);
  }

  public SmallTree file(String path, byte[] content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    second++;
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
    return this;
  }

  public SmallTree link(String path, String target) throws IOException {
    Files.createSymbolicLink(root.resolve(path), Path.of(target));
    return this;
  }

  /// Takes away a file, or a directory with all that is in it.
  public SmallTree remove(String path) throws IOException {
    remove(root.resolve(path));
    return this;
  }

  /// Names need not be text.
  private static void remove(Path file) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      try (var below = Files.list(file)) {
        for (Path child : below.toList()) {
          remove(child);
        }
      }
    }
    Files.delete(file);
  }
}
