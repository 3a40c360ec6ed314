package dev.keepwatch.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A restore goes on where another one was interrupted.
class ContinuedRestoreTest {

  @TempDir Path home;
  private Bench bench;
  private SmallTree source;
  private RestoreRuns restore;
  private Path target;
  private Path archive;
  private Instant first;
  private List<String> firstState;

  @BeforeEach
  void backUpTwice() throws IOException {
    archive = Files.createDirectory(home.resolve("archive"));
    bench = new Bench(home, archive);
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    bench.volumeSize = 100_000;
    source =
        new SmallTree(home.resolve("source"))
            .file("a", "one")
            .random("b", 90_000)
            .random("d/big", 250_000)
            .file("d/c", "two")
            .link("d/link", "c")
            .random("e/f", 90_000)
            .file("e/g", "three");
    Files.createLink(source.root().resolve("e/name"), source.root().resolve("e/g"));
    first = bench.now;
    bench.backup(source.root());
    firstState = TreeListing.of(source.root());
    bench.now = bench.now.plusSeconds(3600);
    source.random("d/big", 260_000).file("a", "one more");
    bench.backup(source.root());
    restore = new RestoreRuns(bench);
    target = home.resolve("target");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /// A restore of the first state whose storage fails at the nth volume.
  private void interruptAtVolume(int number) throws IOException {
    bench.storage = interrupted(number);
    assertThatThrownBy(() -> restore.run(target, first)).isInstanceOf(StorageException.class);
    bench.storage = new FileStorage(archive);
    restore.heard.clear();
    restore.resume = true;
  }

  private WatchedStorage interrupted(int volume) {
    var storage = new WatchedStorage(new FileStorage(archive));
    var volumes = new AtomicInteger();
    storage.beforeRead =
        name -> {
          if (name.contains(".vol") && volumes.incrementAndGet() == volume) {
            throw new StorageException(StorageException.Reason.FAILED, "the test says so");
          }
        };
    return storage;
  }

  private List<String> heard(String kind) {
    return restore.heard.stream()
        .filter(line -> line.startsWith(kind + ": "))
        .map(line -> line.substring(kind.length() + 2))
        .toList();
  }

  private RestoreResult goOn() throws IOException {
    return restore.run(target, RestoreRequest.NEWEST);
  }

  private void assertWhole() throws IOException {
    assertThat(TreeListing.of(target)).isEqualTo(firstState);
    assertThat(Files.isSameFile(target.resolve("e/g"), target.resolve("e/name"))).isTrue();
  }

  @Test
  void what_is_there_is_kept_and_its_volumes_are_not_fetched_again() throws IOException {
    interruptAtVolume(7);

    var result = goOn();

    assertThat(result.errors()).isZero();
    assertThat(result.stateOf().instant()).as("without a time that of before").isEqualTo(first);
    assertThat(heard("kept")).contains("a", "b", "d/big", "d/c");
    assertThat(result.kept()).isEqualTo(heard("kept").size()).isLessThan(result.entries());
    assertThat(heard("fetched")).hasSize(2).noneMatch(name -> name.contains(".vol1."));
    assertWhole();
  }

  @Test
  void however_early_it_was_interrupted_it_ends_with_the_same() throws IOException {
    for (int number = 2; number <= 7; number++) {
      target = home.resolve("target-" + number);
      restore.resume = false;
      interruptAtVolume(number);

      assertThat(goOn().errors()).isZero();
      assertWhole();
    }
  }

  @Test
  void it_can_be_interrupted_again_and_again() throws IOException {
    interruptAtVolume(2);
    for (int i = 0; i < 9; i++) {
      bench.storage = interrupted(i + 2);
      try {
        goOn();
      } catch (StorageException e) {
        continue;
      }
      break;
    }
    assertWhole();
  }

  @Test
  void what_was_deleted_in_a_volume_that_is_not_needed_does_not_come_back() throws IOException {
    bench.now = bench.now.plusSeconds(3600);
    source.remove("e/f").random("z", 10);
    bench.backup(source.root());
    var state = TreeListing.of(source.root());
    restore.run(target, bench.now);
    Files.delete(target.resolve("e/g"));
    restore.resume = true;
    restore.overwrite = true;

    assertThat(restore.run(target, bench.now).errors()).isZero();
    assertThat(TreeListing.of(target)).isEqualTo(state);
  }

  @Test
  void length_and_time_prove_nothing() throws IOException {
    interruptAtVolume(7);
    Path file = target.resolve("b");
    var time = Files.getLastModifiedTime(file);
    byte[] content = Files.readAllBytes(file);
    content[80_000]++;
    Files.write(file, content);
    Files.setLastModifiedTime(file, time);

    var result = goOn();

    assertThat(result.errors()).isZero();
    assertThat(heard("restored")).contains("b");
    assertWhole();
  }

  @Test
  void a_file_that_the_disk_lost_in_a_power_cut_comes_back() throws IOException {
    interruptAtVolume(7);
    Path file = target.resolve("b");
    var time = Files.getLastModifiedTime(file);
    Files.write(file, new byte[0]);
    Files.setLastModifiedTime(file, time);

    assertThat(goOn().errors()).isZero();
    assertWhole();
  }

  @Test
  void what_was_changed_meanwhile_stays_and_is_told_unless_forced() throws IOException {
    interruptAtVolume(7);
    Files.writeString(target.resolve("a"), "mine");

    var result = goOn();

    assertThat(result.errors()).isEqualTo(1);
    assertThat(heard("failed")).singleElement().asString().startsWith("a: ").contains("--force");
    assertThat(target.resolve("a")).hasContent("mine");

    restore.overwrite = true;
    restore.heard.clear();
    assertThat(restore.run(target, first).errors()).isZero();
    assertThat(heard("fetched")).hasSize(1);
    assertWhole();
  }

  @Test
  void what_was_deleted_or_given_other_rights_meanwhile_comes_back() throws IOException {
    interruptAtVolume(7);
    Files.delete(target.resolve("d/c"));
    Files.setAttribute(target.resolve("a"), "unix:mode", 0777);
    Files.setLastModifiedTime(target.resolve("d/big"), FileTime.fromMillis(1));

    assertThat(goOn().errors()).isZero();
    assertWhole();
  }

  @Test
  void what_somebody_added_stays() throws IOException {
    interruptAtVolume(3);
    Files.writeString(target.resolve("mine"), "mine");

    assertThat(goOn().errors()).isZero();
    assertThat(target.resolve("mine")).hasContent("mine");
  }

  @Test
  void another_time_or_part_is_refused() throws IOException {
    interruptAtVolume(3);

    assertThatThrownBy(() -> restore.run(target, bench.now))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("is of the state of 20231114T221320Z, not of 20231114T231320Z");
    restore.path = "d";
    assertThatThrownBy(this::goOn)
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("is of '.', not 'd'");
  }

  @Test
  void another_archive_with_the_same_times_is_refused() throws IOException {
    interruptAtVolume(3);
    Path other = Files.createDirectory(home.resolve("other"));
    try (var stranger = new Bench(Files.createDirectory(home.resolve("stranger")), other)) {
      stranger.envelopes = stranger.unencrypted(Packaging.PLAIN);
      stranger.backup(source.root());
      var theirs = new RestoreRuns(stranger);
      theirs.resume = true;

      assertThatThrownBy(() -> theirs.run(target, RestoreRequest.NEWEST))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("is of another archive");
    }
  }

  @Test
  void a_target_that_holds_something_and_was_never_begun_is_refused() throws IOException {
    new SmallTree(target).file("mine", "mine");
    restore.resume = true;

    assertThatThrownBy(this::goOn)
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("holds no restore that could go on");
    assertThat(target.resolve("mine")).hasContent("mine");
  }

  @Test
  void where_nothing_is_it_begins() throws IOException {
    restore.resume = true;

    assertThat(restore.run(target, first).errors()).isZero();
    assertWhole();
    assertThat(heard("notice"))
        .anyMatch(line ->
            line.equals(
                "There is nothing yet of a restore in "
                    + target
                    + ": it begins, with the state of 20231114T221320Z."));
  }

  @Test
  void one_that_was_killed_when_it_was_finished_is_found_whole() throws IOException {
    restore.run(target, first);
    restore.heard.clear();
    restore.resume = true;

    var result = restore.run(target, first);

    assertThat(result.errors()).isZero();
    assertThat(result.kept()).isEqualTo(result.entries());
    assertThat(heard("fetched")).isEmpty();
    assertWhole();

    Files.delete(target.resolve("a"));
    assertThatThrownBy(() -> restore.run(target, first))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("holds no restore that could go on");
  }

  @Test
  void one_file_is_gone_on_with_too() throws IOException {
    restore.path = "d/big";
    restore.run(target, first);
    restore.resume = true;

    assertThat(restore.run(target, first).kept()).isEqualTo(1);

    Files.writeString(target, "mine");
    assertThatThrownBy(() -> restore.run(target, first)).isInstanceOf(TargetException.class);
    assertThat(target).hasContent("mine");
  }

  @Test
  void by_force_any_directory_is_made_the_backup_and_only_what_differs_is_fetched()
      throws IOException {
    restore.run(target, first);
    restore.heard.clear();
    Files.writeString(target.resolve("e/f"), "changed");
    restore.resume = true;
    restore.overwrite = true;

    var result = restore.run(target, first);

    assertThat(result.errors()).isZero();
    assertThat(heard("restored")).containsExactly("e/f");
    assertThat(heard("fetched")).hasSizeLessThan(3);
    assertWhole();
  }

  @Test
  void without_the_option_an_unfinished_restore_is_told_of() throws IOException {
    interruptAtVolume(3);
    restore.resume = false;

    assertThatThrownBy(() -> restore.run(target, first))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("that is not finished: go on with --continue");
  }

  @Test
  void by_force_it_begins_anew_and_nothing_of_the_old_one_stays() throws IOException {
    interruptAtVolume(3);
    restore.resume = false;
    restore.overwrite = true;

    assertThat(restore.run(target, first).errors()).isZero();
    assertThat(heard("kept")).isEmpty();
    assertWhole();
  }

  @Test
  void temporary_files_of_the_killed_one_go_and_those_of_others_stay() throws IOException {
    interruptAtVolume(3);
    Path workshop = workshop();
    Files.writeString(workshop.resolve("17"), "half a file");
    Files.writeString(target.resolve(".keepwatch-0123456789abcdef.part"), "not ours");
    Path directory = Files.createDirectory(target.resolve(".keepwatch-fedcba9876543210.part"));
    Files.copy(workshop.resolve("restore"), directory.resolve("restore"));

    assertThat(goOn().errors()).isZero();

    assertThat(workshop).doesNotExist();
    assertThat(directory.resolve("restore"))
        .as("that of a copy, be it ours, is not at its place")
        .exists();
    assertThat(target.resolve(".keepwatch-0123456789abcdef.part")).exists();
  }

  @Test
  void one_that_was_killed_before_it_could_say_what_it_is_about_is_no_hindrance()
      throws IOException {
    for (String name : List.of("0123456789abcdef", "fedcba9876543210")) {
      Files.createDirectories(target.resolve(".keepwatch-" + name + ".part"));
    }
    Files.createFile(target.resolve(".keepwatch-fedcba9876543210.part/restore"));

    assertThat(restore.run(target, first).errors()).isZero();
    assertWhole();
  }

  @Test
  void a_target_that_may_only_be_read_is_finished_too() throws IOException {
    Files.setAttribute(source.root(), "unix:mode", 0555);
    bench.now = bench.now.plusSeconds(3600);
    bench.backup(source.root());

    assertThat(restore.run(target, bench.now).errors()).isZero();
    assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(source.root()));
  }

  private Path workshop() throws IOException {
    try (var files = Files.newDirectoryStream(target, ".keepwatch-*.part")) {
      return files.iterator().next();
    }
  }

  @Test
  void without_signatures_everything_comes_back_again_and_nothing_is_lost() throws IOException {
    interruptAtVolume(7);
    try (var files = Files.newDirectoryStream(archive, "*sigtar*")) {
      for (Path signatures : files) {
        Files.delete(signatures);
      }
    }
    new SmallTree(bench.cacheDirectory()).remove("");

    var result = goOn();

    assertThat(result.errors()).isZero();
    assertThat(heard("kept")).isEmpty();
    assertThat(heard("notice")).anyMatch(line -> line.contains("Everything is brought back again"));
    assertWhole();
  }

  @Test
  void a_link_that_somebody_put_in_the_place_of_a_directory_is_not_gone_through()
      throws IOException {
    interruptAtVolume(7);
    Path outside = home.resolve("outside");
    Files.move(target.resolve("d"), outside);
    Files.createSymbolicLink(target.resolve("d"), outside);
    var before = TreeListing.of(outside);

    var result = goOn();

    assertThat(result.errors()).isPositive();
    assertThat(TreeListing.of(outside)).isEqualTo(before);
    assertThat(target.resolve("e/f")).exists();
  }

  @Test
  void another_name_of_a_file_elsewhere_is_not_taken_for_what_was_restored() throws IOException {
    interruptAtVolume(7);
    Path elsewhere = home.resolve("elsewhere");
    Files.move(target.resolve("b"), elsewhere);
    Files.setAttribute(elsewhere, "unix:mode", 0600);
    Files.createLink(target.resolve("b"), elsewhere);

    assertThat(goOn().errors()).isZero();
    assertThat(Files.getAttribute(elsewhere, "unix:mode")).isEqualTo(0100600);
    assertWhole();
  }

  @Test
  void a_directory_that_may_only_be_read_is_gone_on_with() throws IOException {
    interruptAtVolume(7);
    Files.delete(target.resolve("d/c"));
    Files.setAttribute(target.resolve("d"), "unix:mode", 0500);

    assertThat(goOn().errors()).isZero();
    assertWhole();
  }

  @Test
  void two_restores_to_one_target_do_not_run_at_once() throws IOException {
    var second = new RestoreRuns(bench);
    second.overwrite = true;
    var storage = new WatchedStorage(new FileStorage(archive));
    storage.beforeRead =
        name -> {
          if (name.contains(".vol3.")) {
            storage.beforeRead = any -> {};
            assertThatThrownBy(() -> second.run(target, first, home.resolve("cache2")))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining("another restore to this target is at work");
          }
        };
    bench.storage = storage;

    assertThat(restore.run(target, first).errors()).isZero();
    assertWhole();
  }
}
