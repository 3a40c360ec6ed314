package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Backups that are not made: each with one sentence and its number.
class RefusedBackupTest extends PlainArchive {

  @Test
  void an_increment_without_a_full_backup_ends_with_17() throws Exception {
    Files.createDirectory(shell.file("archive"));

    var said = plain("incremental", source.toString(), url);

    assertThat(said.exit()).isEqualTo(17);
    assertThat(said.errors())
        .isEqualTo(
            "keepwatch: no increment is possible: there is no full backup yet. Make a full backup"
                + " first (keepwatch full …).\n");
  }

  @Test
  void a_source_that_is_not_there_ends_with_13() {
    var said = plain("full", shell.file("nowhere").toString(), url);
    var mistyped = plain("statsu", url);

    assertThat(said.exit()).isEqualTo(13);
    assertThat(said.errors())
        .isEqualTo("keepwatch: the source " + home + "/nowhere does not exist\n");
    assertThat(mistyped.exit()).isEqualTo(13);
    assertThat(mistyped.errors())
        .isEqualTo("keepwatch: the source statsu does not exist; did you mean status?\n");
  }

  @Test
  void the_archive_of_another_host_or_directory_is_left_alone_unless_told_otherwise()
      throws Exception {
    plain("full", source.toString(), url);
    Path other = shell.tree("other", Map.of("x", "y"));
    shell.now = Shell.T0.plusSeconds(60);

    var otherSource = plain(other.toString(), url);
    shell.hostName = "web02";
    var otherHost = plain(source.toString(), url);
    var allowed = plain(source.toString(), url, "--allow-source-mismatch");

    assertThat(otherSource.exit()).isEqualTo(42);
    assertThat(otherSource.errors()).contains("this archive is of the directory '" + source + "'");
    assertThat(otherHost.exit()).isEqualTo(3);
    assertThat(otherHost.errors()).contains("'web01'").contains("'web02'");
    assertThat(allowed.exit()).as(allowed.errors()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "full ftp://host/dir, 8, is for a kind of storage that is not supported (ftp)",
    "status s3://, 8, names no bucket",
    "status file:///x?y, 8, write %3F"
  })
  void a_url_that_is_none_ends_with_8(String line, int exit, String complaint) {
    var words = new ArrayList<>(List.of(line.split(" ")));
    if (words.getFirst().equals("full")) {
      words.add(1, source.toString());
    }

    var said = shell.run(words);

    assertThat(said.exit()).isEqualTo(exit);
    assertThat(said.errors()).contains(complaint).hasLineCount(1);
  }

  @Test
  void temporary_files_need_a_directory() {
    var said = plain("full", source.toString(), url, "--tempdir=" + home.resolve("none"));

    assertThat(said.exit()).isEqualTo(23);
    assertThat(said.errors()).contains("the directory for temporary files, " + home + "/none");
  }

  @Test
  void a_cache_directory_that_cannot_be_made_ends_with_9() throws Exception {
    Path file = Files.writeString(home.resolve("file"), "");

    var said = plain("full", source.toString(), url, "--archive-dir=" + file);

    assertThat(said.exit()).isEqualTo(9);
    assertThat(said.errors()).contains("the cache directory " + file).hasLineCount(1);
  }

  @Test
  void a_bracket_that_is_not_closed_ends_with_15() {
    var said = shell.run("full", "--no-encryption", "--exclude", "[", source.toString(), url);

    assertThat(said.exit()).isEqualTo(15);
    assertThat(said.errors()).isEqualTo("keepwatch: the pattern '[': the bracket is not closed\n");
  }
}
