package dev.keepwatch.agent.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.posix.OpenPath;
import dev.keepwatch.agent.posix.Posix;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.agent.source.FileAttributes.Inode;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Somebody changes the source while it is walked and read, always at the worst moment.
@Timeout(60)
class ChangingSourceTest {

  private static final int MIB = 1 << 20;

  @TempDir Path home;
  private SmallTree source;
  private final List<String> problems = new ArrayList<>();

  @BeforeEach
  void setUp() throws IOException {
    source = new SmallTree(home.resolve("source"));
  }

  private SourceTree walk() throws IOException {
    return new SourceTree(
        source.root(),
        Selection.all(),
        new SourceProblems() {
          @Override
          public void unreadable(ArchivePath path, String reason) {
            problems.add(path + ": " + reason);
          }

          @Override
          public void skipped(ArchivePath path, String reason) {
            problems.add(path + ": " + reason);
          }
        });
  }

  private static SourceEntry reach(SourceTree tree, String path) throws IOException {
    for (var node = tree.next(); node != null; node = tree.next()) {
      if (node.path().equals(ArchivePath.of(path)) && node instanceof SourceEntry entry) {
        return entry;
      }
    }
    throw new AssertionError("no " + path);
  }

  private static String read(SourceEntry entry) throws IOException {
    try (var data = entry.open()) {
      return new String(data.readAllBytes(), UTF_8);
    }
  }

  @Test
  void a_directory_that_becomes_a_link_while_it_is_walked_leads_nowhere_else() throws Exception {
    source.file("d/x", "inside").file("d/y", "inside");
    var outside = new SmallTree(home.resolve("outside")).file("x", "outside").file("y", "outside");
    try (var tree = walk()) {
      reach(tree, "d");
      Files.move(source.root().resolve("d"), home.resolve("moved"));
      source.link("d", outside.root().toString());

      assertThat(read(reach(tree, "d/x"))).isEqualTo("inside");
      assertThat(read(reach(tree, "d/y"))).isEqualTo("inside");
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void a_directory_that_becomes_a_link_between_look_and_opening_is_not_entered() throws Exception {
    new SmallTree(home.resolve("outside")).file("x", "outside");
    source.link("d", home.resolve("outside").toString());
    Path link = source.root().resolve("d");

    assertThatThrownBy(() -> new Level(ArchivePath.of("d"), link, new Inode(0, 0), false))
        .isInstanceOf(NotDirectoryException.class);
  }

  @Test
  void a_file_that_becomes_a_link_is_not_followed() throws Exception {
    source.file("x", "inside");
    new SmallTree(home.resolve("outside")).file("x", "outside");
    try (var tree = walk()) {
      var entry = reach(tree, "x");
      source.remove("x").link("x", home.resolve("outside/x").toString());

      assertThatThrownBy(entry::open)
          .isInstanceOfSatisfying(
              FileSystemException.class,
              e ->
                  assertThat(Refusal.words(e))
                      .isEqualTo("it was replaced by something that is no file"));
    }
  }

  @Test
  void a_file_that_becomes_a_fifo_is_not_waited_for() throws Exception {
    source.file("x", "inside");
    try (var tree = walk()) {
      var entry = reach(tree, "x");
      source.remove("x");
      Posix.mkfifo(source.root().resolve("x"), 0x1a4);

      assertThatThrownBy(entry::open).isInstanceOf(FileSystemException.class);
    }
  }

  @Test
  void a_file_that_was_replaced_by_another_is_read() throws Exception {
    source.file("x", "old");
    try (var tree = walk()) {
      var entry = reach(tree, "x");
      Files.delete(source.root().resolve("x"));
      source.file("x", "new");

      assertThat(read(entry)).isEqualTo("new");
    }
  }

  @Test
  void a_file_that_is_gone_is_gone() throws Exception {
    source.file("x", "");
    try (var tree = walk()) {
      var entry = reach(tree, "x");
      source.remove("x");

      assertThatThrownBy(entry::open).isInstanceOf(NoSuchFileException.class);
    }
  }

  /// A path may be longer than the kernel takes at once (4096 bytes): nobody says it at once.
  @Test
  void a_path_of_any_length_is_walked_and_read() throws Exception {
    int depth = 30;
    dig(source.root(), "d".repeat(200), depth, "at the bottom");
    try (var tree = walk()) {
      var paths = new ArrayList<ArchivePath>();
      for (var node = tree.next(); node != null; node = tree.next()) {
        paths.add(node.path());
      }

      assertThat(paths).hasSize(depth + 2);
      assertThat(paths.getLast().bytes()).hasSize(depth * 201 + 1);
      assertThat(problems).isEmpty();
    } finally {
      new ProcessBuilder("rm", "-rf", source.root().toString()).start().waitFor();
    }
  }

  @Test
  void a_path_of_any_length_is_backed_up() throws Exception {
    dig(source.root(), "d".repeat(200), 30, "at the bottom");
    try (var bench = new Bench(home, Files.createDirectory(home.resolve("archive")))) {
      var result = bench.backup(source.root());

      assertThat(result.errors()).isZero();
      assertThat(result.tally().newFiles()).isEqualTo(32);
    } finally {
      new ProcessBuilder("rm", "-rf", source.root().toString()).start().waitFor();
    }
  }

  private static void dig(Path directory, String name, int depth, String text) throws IOException {
    try (var held = OpenPath.ofDirectory(directory, false)) {
      if (depth == 0) {
        Files.writeString(held.path().resolve("x"), text);
      } else {
        Files.createDirectory(held.path().resolve(name));
        dig(held.path().resolve(name), name, depth - 1, text);
      }
    }
  }

  /// What happens to a file once its first megabyte is stored.
  @FunctionalInterface
  private interface Change {
    void happen(Path file) throws IOException;
  }

  /// Backs up a file of eight volumes that changes when the first is stored, and restores it.
  private byte[] backedUpWhile(Change change) throws IOException {
    source.random("big", 8 * MIB);
    Path archive = Files.createDirectory(home.resolve("archive"));
    try (var bench = new Bench(home, archive)) {
      var storage = new WatchedStorage(new FileStorage(archive));
      bench.storage = storage;
      var first = new AtomicBoolean(true);
      storage.beforeWrite =
          name -> {
            if (first.getAndSet(false)) {
              befall(change);
            }
          };
      assertThat(bench.backup(source.root()).errors()).isZero();
      assertThat(first).isFalse();
      bench.restore(home.resolve("restored"), bench.now);

      bench.now = bench.now.plus(Duration.ofHours(1));
      bench.backup(source.root());
      bench.restore(home.resolve("later"), bench.now);
      assertThat(home.resolve("later/big")).hasSameBinaryContentAs(source.root().resolve("big"));
    }
    return Files.readAllBytes(home.resolve("restored/big"));
  }

  private void befall(Change change) throws StorageException {
    try {
      change.happen(source.root().resolve("big"));
    } catch (IOException e) {
      throw new StorageException(Reason.FAILED, e.toString());
    }
  }

  @Test
  void a_file_that_grows_while_it_is_read_is_stored_as_it_was_read() throws Exception {
    byte[] restored =
        backedUpWhile(file -> Files.write(file, new byte[MIB], StandardOpenOption.APPEND));

    assertThat(restored)
        .isEqualTo(Files.readAllBytes(source.root().resolve("big")))
        .hasSize(9 * MIB);
  }

  @Test
  void a_file_that_shrinks_while_it_is_read_is_stored_as_it_was_read() throws Exception {
    var before = new byte[1][];
    byte[] restored =
        backedUpWhile(file -> {
          before[0] = Files.readAllBytes(file);
          try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(MIB / 2);
          }
        });

    assertThat(restored).hasSizeBetween(MIB / 2, 7 * MIB);
    assertThat(restored).isEqualTo(Arrays.copyOf(before[0], restored.length));
  }

  @Test
  void a_file_that_vanishes_while_it_is_read_is_stored_whole() throws Exception {
    byte[] restored =
        backedUpWhile(file -> {
          Files.move(file, home.resolve("aside"));
          source.file("big", "another");
        });

    assertThat(restored).isEqualTo(Files.readAllBytes(home.resolve("aside")));
  }
}
