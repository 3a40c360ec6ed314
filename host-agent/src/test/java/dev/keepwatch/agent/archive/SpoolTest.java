package dev.keepwatch.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  @TempDir Path parent;

  @Test
  void a_spool_is_readable_by_nobody_else_and_goes_with_all_that_is_in_it() throws IOException {
    Path directory;
    try (var spool = Spool.below(parent)) {
      directory = spool.directory();
      Files.writeString(spool.file("volume-1"), "x");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
          .isEqualTo("rwx------");
    }
    assertThat(directory).doesNotExist();
  }

  @Test
  void what_a_killed_run_left_goes_with_the_next() throws IOException {
    Path killed;
    try (var spool = Spool.below(parent)) {
      killed = spool.directory();
      Files.copy(killed.resolve(".keepwatch-spool"), parent.resolve("seal"));
    }
    Files.createDirectory(killed);
    Files.move(parent.resolve("seal"), killed.resolve(".keepwatch-spool"));
    Files.writeString(killed.resolve("volume-7"), "x");

    Spool.below(parent).close();

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void runs_at_the_same_time_leave_each_other_alone() throws IOException {
    try (var first = Spool.below(parent)) {
      Files.writeString(first.file("volume-1"), "x");
      Spool.below(parent).close();
      assertThat(first.file("volume-1")).exists();
    }
  }

  @Test
  void directories_that_are_no_spools_stay() throws IOException {
    Path other = Files.createDirectory(parent.resolve("keepwatch-spool-notes"));
    Files.writeString(other.resolve("notes"), "x");
    Files.writeString(other.resolve("lock"), "");
    Files.writeString(other.resolve(".keepwatch-spool"), "a note about keepwatch's files\n");
    Path outside = Files.createDirectories(parent.resolve("outside"));
    Files.writeString(outside.resolve(".keepwatch-spool"), "");
    Files.createSymbolicLink(parent.resolve("keepwatch-spool-link"), outside);

    Spool.below(parent).close();

    assertThat(other.resolve("notes")).exists();
    assertThat(outside.resolve(".keepwatch-spool")).exists();
  }

  @Test
  void files_to_be_kept_outlive_their_run_and_other_runs() throws IOException {
    String name;
    try (var spool = Spool.below(parent)) {
      name = spool.name();
      Files.writeString(spool.file("volume-1"), "sealed");
      Files.writeString(spool.file("volume-2"), "half");
      spool.keep(spool.file("volume-1"));
    }

    Spool.below(parent).close();

    assertThat(parent.resolve(name).resolve("volume-1")).hasContent("sealed");
    assertThat(parent.resolve(name).resolve("volume-2")).doesNotExist();
  }

  @Test
  void who_continues_goes_on_in_the_same_spool() throws IOException {
    String name;
    try (var spool = Spool.below(parent)) {
      name = spool.name();
      for (String file : List.of("volume-1", "volume-2")) {
        spool.keep(Files.writeString(spool.file(file), "sealed"));
      }
    }

    try (var next = Spool.goOn(parent, name, List.of("volume-1", "volume-3"))) {
      assertThat(next.name()).isEqualTo(name);
      assertThat(next.file("volume-1")).hasContent("sealed");
      assertThat(next.file("volume-2")).doesNotExist();
      assertThat(parent).isDirectoryContaining(next.directory()::equals);
      Spool.below(parent).close(); // Another run does not take it for one that was left behind.
    }
    assertThat(parent.resolve(name).resolve("volume-1")).hasContent("sealed");
    try (var last = Spool.goOn(parent, name, List.of("volume-1"))) {
      last.letGo(last.file("volume-1"));
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void a_spool_that_is_given_up_goes_with_all_that_was_kept() throws IOException {
    String name;
    try (var spool = Spool.below(parent)) {
      name = spool.name();
      spool.keep(Files.writeString(spool.file("volume-1"), "sealed"));
    }

    Spool.release(parent, name);

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void where_everything_is_let_go_a_run_that_is_killed_then_keeps_nothing() throws IOException {
    try (var spool = Spool.below(parent)) {
      Path one = Files.writeString(spool.file("volume-1"), "sealed");
      Path two = Files.writeString(spool.file("volume-2"), "sealed");
      spool.keep(one);
      spool.keep(two);
      spool.letGo(one);
      assertThat(spool.file(".keepwatch-kept")).exists();

      spool.letGo(two);

      assertThat(spool.file(".keepwatch-kept")).doesNotExist();
      spool.keep(Files.writeString(spool.file("volume-3"), "sealed"));
      assertThat(spool.file(".keepwatch-kept")).exists();
      spool.letGoAll();
      assertThat(spool.file(".keepwatch-kept")).doesNotExist();
    }
  }

  @Test
  void a_spool_whose_run_was_killed_while_it_was_made_goes_after_a_minute() throws IOException {
    Path bare = Files.createDirectory(parent.resolve("keepwatch-spool-bare"));
    Path half = Files.createDirectory(parent.resolve("keepwatch-spool-half"));
    Files.writeString(half.resolve(".keepwatch-spool"), "temp");
    Spool.below(parent).close();
    assertThat(bare).exists();
    assertThat(half).exists();
    for (Path spool : List.of(bare, half)) {
      var made = Files.getLastModifiedTime(spool).toInstant();
      Files.setLastModifiedTime(spool, FileTime.from(made.minusSeconds(70)));
    }

    Spool.below(parent).close();

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void nobody_is_robbed() throws IOException {
    Path other = Files.createDirectory(parent.resolve("keepwatch-spool-other"));
    Files.writeString(other.resolve("volume-1"), "somebody's");
    try (var running = Spool.below(parent)) {
      Files.writeString(running.file("volume-1"), "of a run that lives");
      for (String name : List.of("keepwatch-spool-other", running.name(), "nothing", "../x")) {
        try (var next = Spool.goOn(parent, name, List.of("volume-1"))) {
          assertThat(next.name()).isNotEqualTo(name);
          assertThat(next.file("volume-1")).as(name).doesNotExist();
        }
      }
      assertThat(running.file("volume-1")).exists();
    }
    assertThat(other.resolve("volume-1")).exists();
  }

  @Test
  void what_was_kept_goes_after_a_week() throws IOException {
    String name;
    try (var spool = Spool.below(parent)) {
      name = spool.name();
      Files.writeString(spool.file("volume-1"), "sealed");
      spool.keep(spool.file("volume-1"));
    }
    var now = Files.getLastModifiedTime(parent.resolve(name)).toInstant();
    Files.setLastModifiedTime(
        parent.resolve(name), FileTime.from(now.minus(Duration.ofDays(7)).minusSeconds(60)));

    Spool.below(parent).close();

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void what_was_let_go_is_not_kept() throws IOException {
    try (var spool = Spool.below(parent)) {
      Files.writeString(spool.file("volume-1"), "sealed");
      spool.keep(spool.file("volume-1"));
      spool.letGo(spool.file("volume-1"));
      Files.writeString(spool.file("volume-2"), "sealed");
      spool.keep(spool.file("volume-2"));
      spool.letGoAll();
    }
    assertThat(parent).isEmptyDirectory();
  }
}
