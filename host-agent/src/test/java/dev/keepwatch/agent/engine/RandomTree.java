package dev.keepwatch.agent.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A source tree that grew at random and changes at random, the same for the same seed. Names,
/// sizes and kinds are those at which a backup goes wrong.
///
/// Every change gets a time of its own in whole seconds, long before any backup, so that none hides
/// in the second of another.
public final class RandomTree {

  private static final List<byte[]> NAMES =
      Stream.concat(
              Stream.of(
                      "a",
                      "a-b",
                      "a.b",
                      "a b",
                      "aa",
                      ".hidden",
                      "..dots",
                      "-dash",
                      "~",
                      "quote\"",
                      "tick's",
                      "back\\slash",
                      "tab\tbed",
                      "line\nbreak",
                      "[glob]*?",
                      "%41",
                      "ünï",
                      "日本",
                      "vol1.difftar.gz",
                      "deleted",
                      "n".repeat(99),
                      "n".repeat(140))
                  .map(name -> name.getBytes(UTF_8)),
              Stream.of(new byte[] {'b', (byte) 0xff, 'd'}, new byte[] {(byte) 0xc3, '('}))
          .toList();
  private static final int[] SIZES = {
    0, 1, 511, 512, 513, 2048, 65_535, 65_536, 65_537, 131_072, 200_000, 1_100_000
  };

  private final Path root;
  private final Random random;
  private final int[] sizes;
  private long second = 1_500_000_000L;

  RandomTree(Path root, long seed) throws IOException {
    this(root, seed, SIZES.length, 3);
  }

  /// One of few files, and none of them large.
  public static RandomTree small(Path root, long seed) throws IOException {
    return new RandomTree(root, seed, SIZES.length - 1, 1);
  }

  private RandomTree(Path root, long seed, int sizes, int depth) throws IOException {
    this.root = Files.createDirectory(root);
    this.random = new Random(seed);
    this.sizes = Arrays.copyOf(SIZES, sizes);
    grow(root, depth);
    settle();
  }

  public Path root() {
    return root;
  }

  /// Gives a file another name besides.
  public void link() throws IOException {
    var all = everything();
    Path file = all.get(random.nextInt(all.size()));
    Path name = PathBytes.toPath(root, NAMES.get(random.nextInt(NAMES.size())));
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
      Files.createLink(name, file);
    }
    settle();
  }

  /// Changes some of it.
  public void change() throws IOException {
    for (int changes = 3 + random.nextInt(8); changes > 0; changes--) {
      var all = everything();
      Path victim = all.get(random.nextInt(all.size()));
      if (victim.equals(root)) {
        add(root, 2);
      } else {
        change(victim);
      }
    }
    settle();
  }

  private void change(Path victim) throws IOException {
    boolean directory = Files.isDirectory(victim, LinkOption.NOFOLLOW_LINKS);
    boolean file = Files.isRegularFile(victim, LinkOption.NOFOLLOW_LINKS);
    switch (random.nextInt(file ? 8 : 4)) {
      case 0 -> remove(victim);
      case 1 -> {
        remove(victim);
        make(victim, 1);
      }
      case 2 -> move(victim);
      case 3 -> {
        if (directory) {
          add(victim, 2);
        } else if (file) {
          touch(victim);
        }
      }
      case 4 -> Files.setAttribute(victim, "unix:mode", 0100000 | random.nextInt(01000));
      default -> edit(victim);
    }
  }

  private void grow(Path directory, int depth) throws IOException {
    for (int children = 2 + random.nextInt(7); children > 0; children--) {
      add(directory, depth);
    }
  }

  private void add(Path directory, int depth) throws IOException {
    Path child = PathBytes.toPath(directory, NAMES.get(random.nextInt(NAMES.size())));
    if (!Files.exists(child, LinkOption.NOFOLLOW_LINKS)) {
      make(child, depth);
    }
  }

  private void make(Path path, int depth) throws IOException {
    switch (random.nextInt(10)) {
      case 0 -> Posix.symlink(NAMES.get(random.nextInt(NAMES.size())), path);
      case 1 -> {
        Posix.mkfifo(path, 0640);
        touch(path);
      }
      case 2, 3, 4 -> {
        Files.createDirectory(path);
        if (depth > 0) {
          grow(path, depth - 1);
        }
        own(path);
      }
      default -> {
        Files.write(path, content(sizes[random.nextInt(sizes.length)]));
        own(path);
        touch(path);
      }
    }
  }

  private byte[] content(int size) {
    var content = new byte[size];
    if (random.nextBoolean()) {
      random.nextBytes(content);
    } else {
      for (int i = 0; i < size; i++) {
        content[i] = (byte) "the same words over and over ".charAt(i % 29);
      }
    }
    return content;
  }

  private void own(Path path) throws IOException {
    if (random.nextInt(4) == 0) {
      Files.setAttribute(path, "unix:uid", random.nextBoolean() ? 40_000 : (int) 3_000_000_000L);
      Files.setAttribute(path, "unix:gid", 50_000 + random.nextInt(3));
    }
  }

  private void edit(Path file) throws IOException {
    byte[] old = Files.readAllBytes(file);
    int at = random.nextInt(old.length + 1);
    byte[] piece = content(random.nextInt(3000));
    byte[] edited =
        switch (random.nextInt(4)) {
          case 0 -> join(old, old.length, piece, old.length);
          case 1 -> join(old, at, piece, at);
          case 2 -> join(old, at, new byte[0], old.length);
          default -> join(old, at, piece, Math.min(old.length, at + piece.length));
        };
    Files.write(file, edited);
    touch(file);
  }

  /// The first `head` bytes, then `piece`, then what stands from `tail` on.
  private static byte[] join(byte[] old, int head, byte[] piece, int tail) {
    var joined = new byte[head + piece.length + old.length - tail];
    System.arraycopy(old, 0, joined, 0, head);
    System.arraycopy(piece, 0, joined, head, piece.length);
    System.arraycopy(old, tail, joined, head + piece.length, old.length - tail);
    return joined;
  }

  private void move(Path victim) throws IOException {
    Path to = PathBytes.toPath(root, NAMES.get(random.nextInt(NAMES.size())));
    if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS) && !to.startsWith(victim)) {
      Files.move(victim, to);
    }
  }

  private void touch(Path path) throws IOException {
    second++;
    Posix.utimensat(path, second, 0, false);
  }

  private void remove(Path victim) throws IOException {
    try (var below = Files.walk(victim)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// Gives directories whose content changed a time of this tree instead of the wall clock's.
  private void settle() throws IOException {
    for (Path path : everything()) {
      var modified =
          (FileTime) Files.getAttribute(path, "lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
      if (modified.to(TimeUnit.SECONDS) > second + 1_000_000
          && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        touch(path);
      }
    }
  }

  private List<Path> everything() throws IOException {
    try (var all = Files.walk(root)) {
      return new ArrayList<>(all.sorted().toList());
    }
  }
}
