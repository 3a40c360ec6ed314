package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusCommandTest {

  @TempDir static Path damaged;
  @TempDir Path home;
  private Shell shell;

  /// Copies of a chain of three sets, each damaged in one way (fixtures' `make_damaged.sh`).
  @BeforeAll
  static void unpack() throws Exception {
    Fixtures.run(
        List.of(
            "tar",
            "xJf",
            Fixtures.ROOT.resolve("damaged.tar.xz").toString(),
            "-C",
            damaged.toString()));
  }

  @BeforeEach
  void sitDown() throws IOException {
    shell = new Shell(home);
    shell.now = Shell.T0.plus(Duration.ofDays(1));
  }

  private String variant(String name) {
    return "file://" + damaged.resolve("all").resolve(name);
  }

  @ParameterizedTest
  @CsvSource({
    "base, 0, 0, 0",
    "filelist-bad-count, 0, 0, 0",
    "foreign-file, 0, 0, 0",
    "flipped-byte, 0, 21, 0",
    "truncated-volume, 0, 21, 0",
    "truncated-volume-hash-fixed, 0, 31, 0",
    "no-hash-lines, 0, 6, 0",
    "missing-volume, 1, 30, 0",
    "missing-full-manifest, 1, 20, 4",
    "missing-inc1-manifest, 1, 6, 6",
    "orphan-inc-gap, 1, 6, 6",
    "orphan-inc-no-full, 1, 20, 4",
    "missing-full-signatures, 1, 0, 18",
    "missing-inc1-signatures, 1, 0, 18",
    "missing-last-signatures, 1, 0, 18",
    "two-manifests, 1, 6, 6"
  })
  void damage_is_never_passed_over_in_silence(String name, int status, int restore, int list) {
    var restored = shell.run("restore", variant(name), shell.file("target").toString());

    assertThat(shell.run("status", variant(name)).exit()).as("status").isEqualTo(status);
    assertThat(restored.exit()).as("restore: %s", restored.errors()).isEqualTo(restore);
    assertThat(shell.run("list", variant(name)).exit()).as("list").isEqualTo(list);
    assertThat(restored.errors().isEmpty()).as(restored.errors()).isEqualTo(restore == 0);
  }

  @Test
  void what_is_wrong_is_told_in_sentences() {
    var said = shell.run("status", variant("missing-inc1-manifest"));

    assertThat(said.output())
        .endsWith(
            """
            Number of contained backup sets: 1
            Total number of contained volumes: 3
             Type of backup set:                            Time:      Num volumes:
                            Full         Tue Nov 14 22:13:20 2023                 3
            -------------------------
            Also found 1 backup set not part of any chain,
            and 1 incomplete backup set.

            What is wrong:
             - the increment 20231114T221320Z to 20231114T231320Z has no manifest (1 volume, and its \
            signatures are there): it was interrupted, or its manifest was lost.
               Next: keepwatch repair file://URL (tells what it would do; --force does it).
             - the increment 20231114T231320Z to 20231115T001320Z cannot be restored: there is \
            no backup of 20231114T231320Z that it could build on.
               Next: keepwatch repair file://URL (tells what it would do; --force does it).
            The newest state that can be restored in full is that of Tue Nov 14 22:13:20 2023 (--time \
            20231114T221320Z).
            """
                .replace("file://URL", variant("missing-inc1-manifest")));
  }

  @Test
  void chains_that_are_not_the_newest_are_told_first() throws Exception {
    Path source = shell.tree("source", Map.of("a", "b"));
    for (int run = 0; run < 3; run++) {
      shell.now = Shell.T0.plusSeconds(60L * run);
      String verb = run == 1 ? "incr" : "full";
      assertThat(shell.run(verb, source.toString(), shell.url("archive"), "--no-encryption").exit())
          .isZero();
    }

    var said = shell.run("status", shell.url("archive"));

    assertThat(said.exit()).isZero();
    assertThat(said.output())
        .contains(
            """
            Found 1 secondary backup chain.
            Secondary chain 1 of 1:
            -------------------------
            Chain start time: Tue Nov 14 22:13:20 2023
            Chain end time: Tue Nov 14 22:14:20 2023
            Number of contained backup sets: 2
            """)
        .endsWith(
            """
            -------------------------


            Found primary backup chain with matching signature chain:
            -------------------------
            Chain start time: Tue Nov 14 22:15:20 2023
            Chain end time: Tue Nov 14 22:15:20 2023
            Number of contained backup sets: 1
            Total number of contained volumes: 1
             Type of backup set:                            Time:      Num volumes:
                            Full         Tue Nov 14 22:15:20 2023                 1
            -------------------------
            No orphaned or incomplete backup sets found.
            """);
  }

  @Test
  void an_empty_archive_has_no_chains_and_one_that_is_not_there_is_an_error() throws Exception {
    Files.createDirectory(shell.file("empty"));

    var empty = shell.run("status", shell.url("empty"));
    var absent = shell.run("status", shell.url("absent"));

    assertThat(empty.exit()).isZero();
    assertThat(empty.output())
        .startsWith("Last full backup date: none\n")
        .endsWith(
            """

            Found 0 secondary backup chains.
            No backup chains with active signatures found
            No orphaned or incomplete backup sets found.
            """);
    assertThat(absent.exit()).isEqualTo(52);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing-volume | Next: keepwatch full SOURCE file:",
        "missing-volume | - the chain of Tue Nov 14 22:13:20 2023 cannot be restored in full.",
        "missing-full-manifest | Next: keepwatch repair file:",
        "orphan-inc-gap | Next: keepwatch full SOURCE file:",
        "orphan-inc-no-full | Next: keepwatch full SOURCE file:",
        "missing-last-signatures | Next: keepwatch repair file:",
        "two-manifests | Next: move the file away that does not belong there"
      })
  void each_defect_comes_with_what_to_do_next(String name, String next) {
    assertThat(shell.run("status", variant(name)).output()).contains(next);
  }

  @Test
  void a_newest_set_that_lost_its_manifest_ends_with_1_until_there_is_a_newer_one()
      throws Exception {
    Path source = shell.tree("source", Map.of("a", "b"));
    for (int run = 0; run < 2; run++) {
      shell.now = Shell.T0.plusSeconds(60L * run);
      shell.run("backup", source.toString(), shell.url("archive"), "--no-encryption");
    }
    String lost = "archive/duplicity-inc.20231114T221320Z.to.20231114T221420Z.manifest";
    Files.delete(shell.file(lost));

    var without = shell.run("status", shell.url("archive"));
    shell.now = Shell.T0.plusSeconds(120);
    shell.run("full", source.toString(), shell.url("archive"), "--no-encryption");

    assertThat(without.exit()).isEqualTo(1);
    assertThat(without.output()).contains("it was interrupted, or its manifest was lost");
    assertThat(shell.run("status", shell.url("archive")).exit()).isZero();
  }

  @Test
  void an_archive_with_nothing_but_an_interrupted_full_ends_with_1() throws Exception {
    Files.createDirectories(home.resolve("broken"));
    Files.writeString(home.resolve("broken/duplicity-full.20231114T221320Z.vol1.difftar.gz"), "");
    String url = shell.url("broken");

    var status = shell.run("collection-status", url);
    var restore = shell.run("restore", url, home + "/t");

    assertThat(status.exit()).isEqualTo(1);
    assertThat(status.output())
        .contains(
            "has no manifest (1 volume is there)",
            "Next: resume: run the backup again; it goes on where it can, and else begins anew.",
            "No state can be restored in full.");
    assertThat(restore.exit()).isEqualTo(20);
    assertThat(restore.errors())
        .isEqualTo(
            "keepwatch: no backup is complete here: what is there was interrupted, or lost its"
                + " manifest; keepwatch collection-status tells more\n");
  }
}
