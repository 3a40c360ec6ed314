package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.cli.DamageSubject.Outcome;
import dev.keepwatch.agent.engine.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What duplicity and what Keepwatch do with damaged archives; docs/RELIABILITY.md has the table.
///
/// Keepwatch is run on all of them each time. duplicity is slow and does not change: what it does
/// stands in a file, which agrees with the logs of the fixtures, and only the worst cases are run
/// again. With `-Dkeepwatch.docs=update` all are, file and page are written anew.
class DamageTableTest {

  private static final Path PAGE = Path.of("../docs/RELIABILITY.md");
  private static final Path RECORDS = Fixtures.ROOT.resolve("expected/damage-table.txt");
  private static final Pattern TABLE = Pattern.compile("(?s)(<!-- damage -->\n).*(<!-- end -->\n)");

  /// Damage that a restore of the newest state must not pass over.
  private static final Set<String> HARMLESS =
      Set.of(
          "base",
          "filelist-bad-count",
          "foreign-file",
          "missing-full-signatures",
          "missing-inc1-signatures",
          "missing-last-signatures",
          "cut-signatures");

  @TempDir Path home;
  private DamagedArchives archives;
  private DamageTruth truth;
  private int runs;

  @BeforeEach
  void unpack() throws Exception {
    archives = new DamagedArchives(home);
    truth = new DamageTruth(archives);
  }

  private Path place() throws IOException {
    return Files.createDirectory(home.resolve("run-" + runs++));
  }

  private static boolean updates() {
    return "update".equals(System.getProperty("keepwatch.docs"));
  }

  @Test
  void the_table_is_what_is_seen_and_nothing_wrong_is_ever_visible() throws Exception {
    if (updates()) {
      record();
    }
    var records = records();
    var page = new ReliabilityPage();
    var keepwatch = new KeepwatchOnDamage(archives.state(2));
    for (var damaged : archives.cases()) {
      for (var release : DuplicityOnDamage.Release.values()) {
        String title = new DuplicityOnDamage(release, home).title();
        for (var action : DamageAction.values()) {
          String line = Objects.requireNonNull(records.get(key(damaged, title, action)), title);
          page.add(damaged, title, action, Outcome.parse(line));
        }
      }
      for (var action : DamageAction.values()) {
        var outcome = keepwatch.judge(action, damaged, truth, place());
        assertNothingWrong(damaged, action, outcome);
        page.add(damaged, keepwatch.title(), action, outcome);
        if (!action.writes() || outcome.exit() != 0) {
          page.says(damaged, action, keepwatch.said);
        }
      }
    }
    assertDocumented(page.toString());
  }

  /// What is visible is right, what is not right is not visible, and whoever does not get all hears
  /// of it.
  private void assertNothingWrong(
      DamagedArchives.Damaged damaged, DamageAction action, Outcome outcome) {
    var what = "%s, %s: %s".formatted(damaged, action, outcome);
    assertThat(outcome.shows()).as(what).doesNotContain("wrong", "older");
    boolean complete = outcome.shows().isEmpty() || outcome.shows().equals(DamageTruth.WHOLE);
    int code = outcome.afterwards().orElse(outcome.exit());
    assertThat(complete || code != 0).as(what).isTrue();
    if (action == DamageAction.RESTORE) {
      assertThat(code == 0).as(what).isEqualTo(HARMLESS.contains(damaged.name()));
    }
    if (action == DamageAction.VERIFY) {
      boolean sound = Set.of("base", "filelist-bad-count", "foreign-file").contains(damaged.name());
      assertThat(code == 0).as(what).isEqualTo(sound);
    }
  }

  private static void assertDocumented(String table) throws IOException {
    String page = Files.readString(PAGE);
    var place = TABLE.matcher(page);
    assertThat(place.find()).isTrue();
    String updated =
        page.substring(0, place.end(1)) + "\n" + table + "\n" + page.substring(place.start(2));
    if (updates()) {
      Files.writeString(PAGE, updated);
    }
    assertThat(Files.readString(PAGE))
        .as("run this test with -Dkeepwatch.docs=update")
        .isEqualTo(updated);
  }

  private static String key(DamagedArchives.Damaged damaged, String title, DamageAction action) {
    return "%s %s %s".formatted(damaged.name(), title.replace(' ', '-'), action.word());
  }

  private static Map<String, String> records() throws IOException {
    var records = new TreeMap<String, String>();
    for (String line : Files.readAllLines(RECORDS)) {
      var words = line.split(" ", 4);
      records.put(words[0] + " " + words[1] + " " + words[2], words[3]);
    }
    return records;
  }

  private void record() throws IOException {
    var lines = new ArrayList<String>();
    for (var damaged : archives.cases()) {
      for (var release : DuplicityOnDamage.Release.values()) {
        var duplicity = new DuplicityOnDamage(release, archives.state(2));
        for (var action : DamageAction.values()) {
          var outcome = duplicity.judge(action, damaged, truth, place());
          lines.add(key(damaged, duplicity.title(), action) + " " + outcome.line());
        }
      }
    }
    Files.write(RECORDS, lines);
  }

  @Test
  void what_is_written_of_duplicity_agrees_with_the_logs_of_the_fixtures() throws Exception {
    var words =
        Map.of(
            "collection-status", "status",
            "restore-T2", "restore",
            "list", "list",
            "verify", "verify",
            "incr", "increment");
    var records = records();
    int compared = 0;
    for (var damaged : archives.cases()) {
      Path log = archives.listing(0).resolveSibling(damaged.name() + ".txt");
      String verb = "";
      for (String line : Files.exists(log) ? Files.readAllLines(log) : List.<String>of()) {
        if (line.startsWith("##### ")) {
          verb = line.substring(6);
        }
        if (line.startsWith("### exit ") && words.containsKey(verb)) {
          String key = damaged.name() + " duplicity-0.8.22 " + words.get(verb);
          assertThat(records.get(key)).as(key).startsWith(line.substring(9) + " ");
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(16 * words.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"missing-inc1-manifest", "missing-last-signatures", "bad-opcode", "out-of-order"})
  void where_duplicity_is_silent_it_still_is(String name) throws Exception {
    var duplicity = new DuplicityOnDamage(DuplicityOnDamage.Release.OLD, archives.state(2));
    for (var damaged : archives.cases()) {
      if (damaged.name().equals(name)) {
        var outcome = duplicity.judge(DamageAction.RESTORE, damaged, truth, place());
        String key = key(damaged, duplicity.title(), DamageAction.RESTORE);
        assertThat(outcome.line()).isEqualTo(records().get(key));
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.shows()).isNotEqualTo(DamageTruth.WHOLE);
      }
    }
  }
}
