package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.cli.output.RawText;
import dev.keepwatch.agent.posix.DeviceType;
import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Random;

/// A random tree whose names are few and alike, so that rules meet them.
final class RandomSource {

  /// Some files are older than this, some are not, by a second.
  static final Instant AGE = Instant.ofEpochSecond(1_600_000_000L);

  static final String[] NAMES = {
    "a", "b", "ab", "A", "x.tmp", "b-1", "c", "[a]", "a b", "\udcff", "\u00e9", "\u00c9", ".skip"
  };

  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private final Path root;
  private final Random random;

  private RandomSource(Path root, Random random) {
    this.root = root;
    this.random = random;
  }

  static Path grow(Path root, Random random) throws IOException {
    Files.createDirectories(root);
    var source = new RandomSource(root, random);
    for (int i = random.nextInt(10, 40); i > 0; i--) {
      source.plant();
    }
    return root;
  }

  static String name(Random random) {
    return NAMES[random.nextInt(NAMES.length)];
  }

  private void plant() throws IOException {
    Path place = root;
    for (int depth = random.nextInt(4); depth > 0; depth--) {
      Path next = child(place);
      if (!Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(next);
      }
      if (Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS)) {
        place = next;
      }
    }
    Path file = child(place);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      make(file);
    }
  }

  private Path child(Path place) {
    return PathBytes.toPath(place, RawText.encode(name(random)));
  }

  private void make(Path file) throws IOException {
    switch (random.nextInt(ROOT ? 12 : 11)) {
      case 0 -> Files.createDirectory(file);
      case 1 -> Files.createSymbolicLink(file, Path.of(random.nextBoolean() ? "nowhere" : "a"));
      case 2 -> Posix.mkfifo(file, 0x1a4);
      case 11 -> Posix.mknod(file, DeviceType.CHARACTER, 0x1a4, 1, 3);
      default -> {
        Files.createFile(file);
        long second = AGE.getEpochSecond() + random.nextInt(-1, 2);
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
      }
    }
  }
}
