package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionCommandTest {

  @TempDir Path home;
  private Shell shell;
  private String url;

  private static final String MANIFEST =
      """
      Hostname host
      Localdir /data
      Volume 1:
          StartingPath   . \s
          EndingPath     . \s
          Hash SHA1 da39a3ee5e6b4b0d3255bfef95601890afd80709
      Filelist 0
      """;

  /// Three chains, each of a full and an increment, ten days apart; beside the manifests files
  /// without content, since names are all that it takes.
  @BeforeEach
  void archive() throws IOException {
    shell = new Shell(home);
    shell.now = Shell.T0.plusSeconds(864_000);
    url = shell.url("archive");
    Files.createDirectory(shell.file("archive"));
    for (String day : List.of("0", "1", "2")) {
      String full = "202301" + day + "1T000000Z";
      String last = "202301" + day + "5T000000Z";
      add("duplicity-full." + full, "duplicity-full-signatures." + full);
      String times = full + ".to." + last;
      add("duplicity-inc." + times, "duplicity-new-signatures." + times);
    }
  }

  private void add(String stem, String signatures) throws IOException {
    for (String name :
        List.of(stem + ".vol1.difftar.gz", stem + ".manifest", signatures + ".sigtar.gz")) {
      Files.writeString(
          shell.file("archive").resolve(name), name.endsWith(".manifest") ? MANIFEST : "");
    }
  }

  private static Set<String> names(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void without_force_it_is_only_told_what_would_go() throws Exception {
    var before = names(shell.file("archive"));

    var said = shell.run("remove-older-than", "2023-01-22", url);

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(said.lines())
        .containsExactly(
            "Last full backup date: Sat Jan 21 00:00:00 2023",
            "There are backup set(s) at time(s):",
            "Sat Jan 21 00:00:00 2023",
            "Which can't be deleted because newer sets depend on them.",
            "Found old backup chains at the following times:",
            "Thu Jan  5 00:00:00 2023",
            "Sun Jan 15 00:00:00 2023",
            "Rerun command with --force option to actually delete.");
    assertThat(names(shell.file("archive"))).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "remove-older-than, 2023-01-22",
    "remove-older-than, 2023-01-06",
    "remove-older-than, now",
    "remove-older-than, 2020-01-01",
    "remove-all-but-n-full, 1",
    "remove-all-but-n-full, 2",
    "remove-all-but-n-full, 9",
    "remove-all-inc-of-but-n-full, 1"
  })
  void what_is_told_without_force_is_what_duplicity_tells(String verb, String what) {
    var duplicity =
        OutsideProgram.required("duplicity", Map.of("TZ", "UTC", "HOME", home.toString()));

    var ours = shell.run(verb, what, url);
    var theirs = duplicity.run(verb, what, "--no-encryption", url);

    assertThat(ours.exit()).isEqualTo(theirs.exit()).isZero();
    assertThat(ours.output()).isEqualTo(new String(theirs.output(), UTF_8));
  }

  @Test
  void with_force_it_goes_and_the_exit_code_is_0() throws Exception {
    var said = shell.run("remove-all-but-n-full", "2", "--force", url);

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(said.lines())
        .containsExactly(
            "Last full backup date: Sat Jan 21 00:00:00 2023",
            "Deleting backup chain at time:",
            "Thu Jan  5 00:00:00 2023",
            "Deleted the increment 20230101T000000Z to 20230105T000000Z (1 volume).",
            "Deleted the full 20230101T000000Z (1 volume).",
            "6 files (302 bytes) deleted.");
    assertThat(names(shell.file("archive"))).hasSize(12).noneMatch(n -> n.contains("20230101"));
  }

  @Test
  void the_active_chain_stays_with_its_signatures() throws Exception {
    var said = shell.run("remove-older-than", "now", "--force", url);

    assertThat(said.output()).contains("Current active backup chain is older than specified time.");
    assertThat(names(shell.file("archive")))
        .hasSize(6)
        .contains(
            "duplicity-full-signatures.20230121T000000Z.sigtar.gz",
            "duplicity-new-signatures.20230121T000000Z.to.20230125T000000Z.sigtar.gz");
  }

  @Test
  void increments_alone_go() throws Exception {
    var said = shell.run("remove-all-inc-of-but-n-full", "1", "--force", url);

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(names(shell.file("archive"))).hasSize(12);
    assertThat(shell.run("status", url).output()).contains("Found 2 secondary backup chains.");
  }

  @Test
  void a_dry_run_deletes_nothing_even_with_force() throws Exception {
    var said = shell.run("remove-all-but-n-full", "1", "--force", "--dry-run", url);

    assertThat(said.lines())
        .contains("Found old backup chains at the following times:")
        .endsWith("Dry run: nothing was deleted.");
    assertThat(names(shell.file("archive"))).hasSize(18);
  }

  @Test
  void what_is_outside_of_chains_is_told_and_left_alone() throws Exception {
    Files.delete(shell.file("archive/duplicity-full.20230111T000000Z.manifest"));

    var said = shell.run("remove-all-but-n-full", "1", "--force", url);

    assertThat(said.output())
        .contains("The full 20230111T000000Z is incomplete, and not touched.")
        .contains(
            "The increment 20230111T000000Z to 20230115T000000Z is orphaned, and not touched.")
        .contains("Deleted the full 20230101T000000Z");
    assertThat(names(shell.file("archive"))).hasSize(11);
  }

  @Test
  void an_archive_without_backups_has_nothing_to_lose() throws Exception {
    Files.createDirectory(shell.file("empty"));

    var said = shell.run("remove-older-than", "1D", "--force", shell.url("empty"));

    assertThat(said.exit()).isZero();
    assertThat(said.lines())
        .containsExactly(
            "Last full backup date: none", "No old backup sets found, nothing deleted.");
  }

  @ParameterizedTest
  @CsvSource({
    "remove-older-than, yesterday, is not a time",
    "remove-all-but-n-full, 0, is not how many full backups are to stay",
    "remove-all-but-n-full, -1, ",
    "remove-all-inc-of-but-n-full, two, is not how many"
  })
  void what_makes_no_sense_ends_with_2(String verb, String what, String words) throws Exception {
    var said = shell.run(verb, what, "--force", url);

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.errors()).contains(words == null ? "" : words).hasLineCount(1);
    assertThat(names(shell.file("archive"))).hasSize(18);
  }

  @Test
  void the_url_comes_last() {
    var said = shell.run("remove-older-than", url, "1D");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.errors())
        .contains("write: keepwatch remove-older-than TIME URL")
        .hasLineCount(1);
  }

  /// Archives of duplicity behind prefixes, with short names, with old names and with statistics.
  @ParameterizedTest
  @CsvSource({
    "mini-shortnames, ''",
    "mini-oldnames, ''",
    "dup3-noenc, ''",
    "mini-prefix, --file-prefix pre_ --file-prefix-manifest manifest_ --file-prefix-archive"
        + " archive_ --file-prefix-signature signature_"
  })
  void names_of_every_kind_are_understood(String variant, String options) throws Exception {
    Path archive = Files.createDirectory(shell.file("copy"));
    for (String name : names(Fixtures.target(variant))) {
      Files.copy(Fixtures.target(variant).resolve(name), archive.resolve(name));
    }
    var before = names(archive);
    var prefixes = options.isEmpty() ? List.<String>of() : List.of(options.split(" "));
    Path source = shell.tree("source", Map.of("a", "b"));
    var full = new ArrayList<>(prefixes);
    full.addAll(List.of("full", "--no-encryption", source.toString(), shell.url("copy")));
    assertThat(shell.run(full).exit()).isZero();
    var remove = new ArrayList<>(prefixes);
    remove.addAll(List.of("remove-all-but-n-full", "1", "--force", shell.url("copy")));

    var said = shell.run(remove);

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(names(archive)).hasSize(3).doesNotContainAnyElementsOf(before);
  }
}
