package dev.keepwatch.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What an unfinished restore leaves in its target, and which other one may go on with it.
class UnfinishedRestoreTest extends InterruptedRestore {

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

  private Path workshop() throws IOException {
    try (var files = Files.newDirectoryStream(target, ".keepwatch-*.part")) {
      return files.iterator().next();
    }
  }
}
