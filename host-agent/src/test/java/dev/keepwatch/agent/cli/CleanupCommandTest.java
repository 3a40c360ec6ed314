package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanupCommandTest {

  private static final String LEFT = "duplicity-full.20230101T000000Z.vol1.difftar.gz";

  @TempDir Path home;
  private Shell shell;
  private String url;
  private Path left;

  @BeforeEach
  void somethingIsLeft() throws IOException {
    shell = new Shell(home);
    url = shell.url("archive");
    String source = shell.tree("source", Map.of("a.txt", "one")).toString();
    assertThat(shell.run("full", "--no-encryption", source, url).exit()).isZero();
    left = Files.writeString(home.resolve("archive").resolve(LEFT), "half a volume");
    Files.setLastModifiedTime(left, FileTime.from(Shell.T0.minus(Duration.ofDays(300))));
  }

  @Test
  void without_force_it_is_only_told() {
    var said = shell.run("cleanup", url);

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(said.lines())
        .contains(
            "The full 20230101T000000Z was never finished (1 volume).",
            "Rerun command with --force option to actually delete.");
    assertThat(left).exists();
  }

  @Test
  void with_force_it_goes_and_the_backups_stay() throws Exception {
    var said = shell.run("cleanup", "--force", url);

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(said.lines()).contains("1 file (13 bytes) deleted.");
    assertThat(left).doesNotExist();
    assertThat(shell.run("restore", url, home + "/restored").exit()).isZero();
    assertThat(home.resolve("restored/a.txt")).hasContent("one");
  }

  @Test
  void what_is_young_stays_unless_another_age_is_given() throws Exception {
    Files.setLastModifiedTime(left, FileTime.from(Shell.T0.minus(Duration.ofDays(2))));

    assertThat(shell.run("cleanup", "--force", url).lines())
        .contains(
            "The full 20230101T000000Z stays: the run that writes it may not have ended"
                + " (--older-than).",
            "Nothing was found that may be deleted.");
    assertThat(shell.run("cleanup", "--force", "--older-than", "1D", url).exit()).isZero();
    assertThat(left).doesNotExist();
  }

  @Test
  void a_set_that_has_only_lost_its_manifest_is_never_taken() throws Exception {
    Files.writeString(
        home.resolve("archive/duplicity-full-signatures.20230101T000000Z.sigtar.gz"), "");

    var said = shell.run("cleanup", "--force", url);

    assertThat(said.lines())
        .contains(
            "The full 20230101T000000Z stays: its manifest is lost, but its signatures are there"
                + " (keepwatch repair).");
    assertThat(left).exists();
  }
}
