package dev.keepwatch.agent.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
}
