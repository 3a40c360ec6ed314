package dev.keepwatch.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.envelope.OutsideProgram;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A restore over what is there: what gives way, what stays, and that nothing is gone through.
class ForcedRestoreTest {

  @TempDir Path home;
  private Bench bench;
  private RestoreRuns restore;
  private SmallTree source;
  private SmallTree target;
  private Path outside;

  @BeforeEach
  void backUp() throws IOException {
    bench = new Bench(home, Files.createDirectory(home.resolve("archive")));
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    bench.volumeSize = 100_000;
    source =
        new SmallTree(home.resolve("source"))
            .random("big", 150_000)
            .file("d/file", "one")
            .random("d/big", 150_000)
            .file("d/sub/file", "two")
            .link("link", "d/file");
    bench.backup(source.root());
    restore = new RestoreRuns(bench);
    restore.overwrite = true;
    target = new SmallTree(home.resolve("target"));
    outside = Files.createDirectory(home.resolve("outside"));
    Files.writeString(outside.resolve("file"), "theirs");
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
    assertThat(outside)
        .isDirectoryContaining("glob:**/file")
        .isDirectoryNotContaining("glob:**/b*");
    assertThat(outside.resolve("file")).hasContent("theirs");
    assertThat(home.resolve("tmp")).isEmptyDirectory();
  }

  private RestoreResult run() throws IOException {
    return restore.run(target.root(), bench.now);
  }

  private Path at(String path) {
    return target.root().resolve(path);
  }

  private void assertEqual() throws IOException {
    assertThat(TreeListing.of(target.root())).isEqualTo(TreeListing.of(source.root()));
  }

  @Test
  void a_file_gives_way_to_a_directory() throws IOException {
    target.file("d", "mine");

    assertThat(run().errors()).isZero();
    assertEqual();
  }

  @Test
  void an_empty_directory_gives_way_to_a_file_or_a_link() throws IOException {
    Files.createDirectories(at("d/file"));
    Files.createDirectories(at("link"));

    assertThat(run().errors()).isZero();
    assertEqual();
  }

  @Test
  void a_directory_with_something_in_it_stays_and_is_told() throws IOException {
    target.file("d/file/mine", "mine").file("link/mine", "mine");

    assertThat(run().errors()).isEqualTo(2);
    assertThat(restore.heard)
        .contains(
            "failed: d/file: a directory that is not empty is in its place",
            "failed: link: a directory that is not empty is in its place");
    assertThat(at("link/mine")).hasContent("mine");
    assertThat(at("d/sub/file")).hasContent("two");
  }

  @Test
  void links_are_replaced_and_never_followed() throws IOException {
    Files.createSymbolicLink(at("d"), outside);
    Files.createSymbolicLink(at("big"), outside.resolve("file"));
    Files.createSymbolicLink(at("link"), outside);

    assertThat(run().errors()).isZero();
    assertEqual();
  }

  @Test
  void another_name_of_a_replaced_file_keeps_the_old_data() throws IOException {
    target.file("big", "old");
    Files.createLink(at("name"), at("big"));

    assertThat(run().errors()).isZero();
    assertThat(at("name")).hasContent("old");
  }

  /// While the second volume comes in, somebody who may write to the target puts a link in the
  /// place of the directory that is being filled.
  @Test
  void who_swaps_a_directory_for_a_link_meanwhile_leads_nothing_outside() throws IOException {
    var storage = new WatchedStorage(bench.storage);
    storage.beforeRead =
        name -> {
          if (name.contains(".vol") && Files.exists(at("d")) && !Files.isSymbolicLink(at("d"))) {
            swap();
          }
        };
    bench.storage = storage;

    assertThat(run().errors()).isZero();

    assertThat(at("d")).isSymbolicLink();
    assertThat(home.resolve("moved/big")).hasSameBinaryContentAs(source.root().resolve("d/big"));
    assertThat(home.resolve("moved/sub/file")).hasContent("two");
  }

  private void swap() throws StorageException {
    try {
      Files.move(at("d"), home.resolve("moved"));
      Files.createSymbolicLink(at("d"), outside);
    } catch (IOException e) {
      throw new StorageException(Reason.FAILED, "the test cannot do that", e);
    }
  }

  @Test
  void another_mount_in_the_target_is_filled_too() throws IOException {
    Fixtures.assumeRoot();
    Path mounted = Files.createDirectories(at("d"));
    OutsideProgram.required("mount")
        .run("-t", "tmpfs", "-o", "size=4m", "none", mounted.toString())
        .succeeded();
    try {
      assertThat(run().errors()).isZero();
      assertEqual();
    } finally {
      OutsideProgram.required("umount").run(mounted.toString()).succeeded();
    }
  }

  @Test
  void what_appears_in_a_place_meanwhile_is_not_overwritten_without_force() throws IOException {
    restore.overwrite = false;
    var storage = new WatchedStorage(bench.storage);
    storage.beforeRead =
        name -> {
          if (Files.exists(at("d")) && !Files.exists(at("d/big"))) {
            write(at("d/big"));
          }
        };
    bench.storage = storage;

    assertThat(run().errors()).isEqualTo(1);
    assertThat(at("d/big")).hasContent("mine");
  }

  private static void write(Path file) throws StorageException {
    try {
      Files.writeString(file, "mine");
    } catch (IOException e) {
      throw new StorageException(Reason.FAILED, "the test cannot do that", e);
    }
  }

  @Test
  void too_little_room_is_said_before_anything_is_written() throws IOException {
    Fixtures.assumeRoot();
    Path small = Files.createDirectory(home.resolve("small"));
    OutsideProgram.required("mount")
        .run("-t", "tmpfs", "-o", "size=256k", "none", small.toString())
        .succeeded();
    try {
      assertThatThrownBy(() -> restore.run(small.resolve("x"), bench.now))
          .hasMessageMatching(
              ".*/small/x has room for [0-9.]+ KiB, and the restore takes at least 29[0-9.]+ KiB there: make room, give another target, or try it all the same with --no-space-check");
      assertThat(small).isEmptyDirectory();

      restore.checkRoom = false;
      assertThatThrownBy(() -> restore.run(small.resolve("x"), bench.now))
          .hasMessageContaining("there is no room left for ");
    } finally {
      OutsideProgram.required("umount").run(small.toString()).succeeded();
    }
  }
}
