package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackupCommandTest extends PlainArchive {

  private List<String> stored() throws IOException {
    try (var files = Files.list(shell.file("archive"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void a_full_backup_prints_the_statistics_in_the_form_of_duplicity() throws Exception {
    var said = plain("full", source.toString(), url);

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(said.errors()).isEmpty();
    var golden =
        Files.readAllLines(Fixtures.ROOT.resolve("expected/noenc/backup-T0.txt")).stream()
            .filter(line -> !line.startsWith("Local and") && !line.startsWith("Warning"))
            .filter(line -> !line.startsWith("exit"))
            .map(BackupCommandTest::form)
            .toList();
    assertThat(said.lines().stream().map(BackupCommandTest::form).toList()).isEqualTo(golden);
    assertThat(said.lines())
        .contains(
            "Last full backup date: none",
            "StartTime 1700000000.00 (Tue Nov 14 22:13:20 2023)",
            "ElapsedTime 0.00 (0.00 seconds)",
            "SourceFiles 4",
            "NewFiles 4",
            "RawDeltaSize 6 (6 bytes)",
            "Errors 0");
  }

  /// A line with its numbers, units and dates blotted out.
  private static String form(String line) {
    return line.replaceAll("\\((\\w{3} ){2}[ \\d]\\d [\\d:]+ \\d+\\)", "(DATE)")
        .replaceAll("[\\d.]+ (bytes?|KB|MB|seconds)", "N UNIT")
        .replaceAll("[\\d.]+", "N");
  }

  @Test
  void the_numbers_of_the_fixtures_are_those_of_duplicity() throws Exception {
    Path sources = Fixtures.unpackSources(Files.createDirectory(home.resolve("sources")));
    Path link = home.resolve("src");
    for (int state = 0; state < 4; state++) {
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, sources.resolve("T" + state));
      shell.now = Fixtures.time(state);

      var said = plain(link.toString(), url, "--exclude", "**.tmp");

      assertThat(said.exit()).as(said.errors()).isZero();
      var expected =
          Files.readAllLines(
              Fixtures.ROOT.resolve("expected/noenc/backup-T%d.txt".formatted(state)));
      assertThat(counts(said.lines())).isEqualTo(counts(expected));
    }
  }

  /// The lines that do not depend on the clock and on how well deltas are found and compressed.
  private static List<String> counts(List<String> lines) {
    return lines.stream()
        .filter(line ->
            line.matches(
                "(SourceFiles|NewFiles|DeletedFiles|ChangedFiles|ChangedDeltaSize|DeltaEntries|Errors"
                    + "|Last full).*"))
        .toList();
  }

  @Test
  void without_a_verb_an_increment_follows_a_full_backup() throws Exception {
    assertThat(plain(source.toString(), url).exit()).isZero();
    Files.writeString(source.resolve("c.txt"), "three");
    shell.now = Shell.T0.plusSeconds(60);

    var said = plain(source.toString(), url, "-v5");

    assertThat(said.lines())
        .contains("Last full backup date: Tue Nov 14 22:13:20 2023", "A c.txt", "ChangedFiles 0");
    assertThat(stored())
        .contains(
            "duplicity-full.20231114T221320Z.manifest",
            "duplicity-inc.20231114T221320Z.to.20231114T221420Z.manifest");
  }

  @ParameterizedTest
  @CsvSource({"1M, 2592001, full", "1M, 2592000, inc", "7D, 604801, full", "2h, 60, inc"})
  void an_old_full_backup_is_followed_by_another(String age, long later, String kind)
      throws Exception {
    plain("full", source.toString(), url);
    shell.now = Shell.T0.plusSeconds(later);

    assertThat(plain(source.toString(), url, "--full-if-older-than", age).exit()).isZero();

    assertThat(stored().stream().filter(n -> n.startsWith("duplicity-full.") && n.endsWith("st")))
        .hasSize(kind.equals("full") ? 2 : 1);
  }

  @Test
  void a_dry_run_counts_and_stores_nothing() throws Exception {
    Files.createDirectory(shell.file("archive"));

    var said = shell.run("full", "--dry-run", source.toString(), url);

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(said.lines()).contains("NewFiles 4", "TotalDestinationSizeChange 0 (0 bytes)");
    assertThat(stored()).isEmpty();
    assertThat(shell.questions).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--exclude=/elsewhere | 14 | can match nothing below the source",
        "--exclude=a//b | 15 | consecutive slashes",
        "--include=** | 16 | includes what is included anyway",
        "--exclude-regexp=a( | 15 | a parenthesis is not closed",
        "--exclude-if-present=a/b | 15 | takes the name of a file",
        "--exclude-filelist=/nowhere/list | 7 | cannot read the list /nowhere/list: it does not exist",
        "--exclude-filelist=/ | 7 | cannot read the list /",
        "--files-from=/nowhere/list | 7 | cannot read the list",
        "--files-from=/dev/null | 73 | names no file",
        "--exclude-older-than=soon | 2 | --exclude-older-than: ",
        "--exclude= | 15 | has no pattern",
        "--filter-literal | 71 | changes the rules behind it",
        "--filter-strictcase --exclude=** | 70 | is how patterns are understood anyway"
      })
  void a_rule_that_cannot_be_meant_is_refused(String rule, int exit, String complaint) {
    var said = plain(("full " + source + " " + url + " " + rule).split(" "));

    assertThat(said.exit()).isEqualTo(exit);
    assertThat(said.errors()).startsWith("keepwatch: ").contains(complaint).hasLineCount(1);
  }

  @Test
  void rules_choose_what_is_backed_up() {
    var said = plain("full", source.toString(), url, "--include=**/b.txt", "--exclude=**", "-v5");

    assertThat(said.lines()).contains("A .", "A dir", "A dir/b.txt").doesNotContain("A a.txt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--full-if-older-than=soon | --full-if-older-than: 'soon' is not a time",
        "--volsize=0 | --volsize is a number of MiB, at least 1",
        "--name=a/b | --name is one plain name, not 'a/b'"
      })
  void a_value_that_makes_no_sense_ends_with_2(String option, String complaint) {
    var said = plain("full", source.toString(), url, option);

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.errors()).startsWith("keepwatch: " + complaint).hasLineCount(1);
  }

  @Test
  void the_log_file_gets_what_is_said_behind_what_it_holds() throws Exception {
    Path log = Files.writeString(home.resolve("log"), "before\n");

    plain("full", source.toString(), url, "--log-file=" + log);

    assertThat(Files.readAllLines(log))
        .startsWith("before", "NOTICE 1", ". Last full backup date: none", "")
        .contains(". Errors 0");
  }

  @Test
  void little_is_said_to_those_who_want_to_hear_little() {
    var said = plain("full", source.toString(), url, "-v0", "--no-print-statistics");

    assertThat(said.exit()).isZero();
    assertThat(said.output()).isEmpty();
  }

  @Test
  void the_cache_is_found_again_under_every_spelling_of_the_url() throws Exception {
    plain("full", source.toString(), url);
    plain("full", source.toString(), url.replace("file:///", "file:////") + "/");
    plain("full", source.toString(), url, "--name=mine");

    try (var caches = Files.list(home.resolve(".cache/keepwatch"))) {
      assertThat(caches.map(cache -> cache.getFileName().toString()))
          .hasSize(2)
          .contains("mine")
          .anyMatch(name -> name.matches("[0-9a-f]{32}"));
    }
  }

  @Test
  void a_turn_of_another_program_is_worth_a_notice_and_no_warning() {
    plain("full", source.toString(), url);
    shell.now = shell.now.plusSeconds(60);
    plain("incr", source.toString(), url, "--archive-dir=" + home.resolve("other-cache"));
    shell.now = shell.now.plusSeconds(60);
    var said = plain("incr", source.toString(), url);

    assertThat(said.output()).contains("is not what this host wrote last");
    assertThat(said.errors()).isEmpty();
  }
}
