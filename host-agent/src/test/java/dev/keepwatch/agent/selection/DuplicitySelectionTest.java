package dev.keepwatch.agent.selection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.envelope.OutsideProgram;
import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.source.SourceProblems;
import dev.keepwatch.agent.source.SourceTree;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What duplicity chooses by a list of rules, we choose too; what it refuses, we refuse.
class DuplicitySelectionTest {

  private static final int SEEDS = Integer.getInteger("selection.seeds", 70);
  private static final String[] NAMES = {"a", "b", "ab", "A", "x.tmp", "b-1", "c"};

  private static final String[] PATTERNS = {
    "S/N",
    "S/N/N",
    "S/N/N/N",
    "S/N/",
    "S/N/N/",
    "S/*",
    "S/*/N",
    "S/N/*",
    "S/**",
    "S/**/N",
    "**/N",
    "**/N/N",
    "**N",
    "**N**",
    "**/N/",
    "S/?",
    "S/N?",
    "**/[ab]",
    "**/[!ab]",
    "S/[^a]",
    "S/[a-c]*",
    "**/*.tmp",
    "**",
    "S",
    "S/",
    "S/N/**",
    "S/N/**/N",
    "S/N/N**",
    "**/N/**",
    "ignorecase:S/N",
    "ignorecase:**/N",
    "S/*.tmp",
    "**/N*",
    "S/**b",
    "S/N*/N",
    "*/N",
    "/",
    "/nowhere/N",
    "S//N",
    "S/N-1",
    "**/[a",
    "S/*/*",
    "S/[a-",
    "**/?b",
    "N",
    "S/**/",
    "**/*/N"
  };

  @TempDir Path home;
  private Path source;
  private OutsideProgram duplicity;

  @BeforeEach
  void grow() throws IOException {
    duplicity = OutsideProgram.required("duplicity");
    source = home.toRealPath().resolve("src");
    var random = new Random(1);
    var tree = new SmallTree(source);
    for (int i = 0; i < 60; i++) {
      var path = new StringBuilder(NAMES[random.nextInt(NAMES.length)]);
      for (int depth = random.nextInt(4); depth > 0; depth--) {
        path.append('/').append(NAMES[random.nextInt(NAMES.length)]);
      }
      if (!Files.exists(source.resolve(path.toString()))
          && parentsAreDirectories(path.toString())) {
        tree.file(path.toString(), "");
      }
    }
  }

  private boolean parentsAreDirectories(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (Files.isRegularFile(source.resolve(path.substring(0, slash)))) {
        return false;
      }
    }
    return true;
  }

  @Test
  void rules_that_end_by_excluding_the_rest_choose_what_duplicity_chooses() throws IOException {
    var differences = new ArrayList<String>();
    for (int seed = 0; seed < SEEDS; seed++) {
      var rules = rules(new Random(seed));
      rules.add(Rule.exclude("**"));
      var ours = ours(rules);
      var theirs = theirs(rules);
      if (!ours.equals(theirs)) {
        differences.add(difference(seed, rules, ours, theirs));
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void whatever_the_rules_we_never_leave_out_what_duplicity_backs_up() throws IOException {
    var differences = new ArrayList<String>();
    for (int seed = SEEDS; seed < SEEDS + SEEDS / 2; seed++) {
      var rules = rules(new Random(seed));
      var ours = ours(rules);
      var theirs = theirs(rules);
      if (!ours.containsAll(theirs) || isRefusal(ours) != isRefusal(theirs)) {
        differences.add(difference(seed, rules, ours, theirs));
      }
    }
    assertThat(differences).isEmpty();
  }

  private static boolean isRefusal(List<String> chosen) {
    return chosen.getFirst().startsWith("exit ");
  }

  private static String difference(
      int seed, List<Rule> rules, List<String> ours, List<String> theirs) {
    return "seed %d %s: only we %s, only duplicity %s"
        .formatted(seed, rules, without(ours, theirs), without(theirs, ours));
  }

  private static List<String> without(List<String> some, List<String> others) {
    return some.stream().filter(line -> !others.contains(line)).toList();
  }

  private List<Rule> rules(Random random) {
    var rules = new ArrayList<Rule>();
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      rules.add(new Rule(random.nextBoolean(), pattern(random)));
    }
    if (random.nextInt(5) > 0) {
      rules.add(Rule.exclude(pattern(random)));
    }
    return rules;
  }

  private String pattern(Random random) {
    var pattern = new StringBuilder();
    for (char c : PATTERNS[random.nextInt(PATTERNS.length)].toCharArray()) {
      pattern.append(
          switch (c) {
            case 'S' -> source.toString();
            case 'N' -> NAMES[random.nextInt(NAMES.length)];
            default -> String.valueOf(c);
          });
    }
    return pattern.toString();
  }

  private List<String> ours(List<Rule> rules) throws IOException {
    Selection selection;
    try {
      selection = Selection.of(PathBytes.of(source), rules);
    } catch (SelectionException e) {
      return List.of(
          switch (e.reason()) {
            case OUTSIDE_SOURCE -> "exit 14";
            case MALFORMED -> "exit 15";
            case REDUNDANT -> "exit 16";
          });
    }
    var chosen = new ArrayList<String>();
    try (var tree = new SourceTree(source, selection, new NoProblems())) {
      for (var entry = tree.next(); entry != null; entry = tree.next()) {
        chosen.add(entry.path().toString());
      }
    }
    return chosen;
  }

  private List<String> theirs(List<Rule> rules) {
    var words =
        new ArrayList<>(
            List.of(
                "full",
                "--dry-run",
                "--no-encryption",
                "-v5",
                "--archive-dir",
                home.resolve("cache").toString()));
    for (var rule : rules) {
      words.add(rule.including() ? "--include" : "--exclude");
      words.add(rule.pattern());
    }
    words.add(source.toString());
    words.add("file://" + home.resolve("archive"));
    var outcome = duplicity.run(words.toArray(String[]::new));
    if (outcome.exit() != 0) {
      return List.of("exit " + outcome.exit());
    }
    return new String(outcome.output(), UTF_8)
        .lines()
        .filter(line -> line.startsWith("A "))
        .map(line -> line.substring(2))
        .toList();
  }

  /// A tree without problems.
  private static final class NoProblems implements SourceProblems {
    @Override
    public void unreadable(ArchivePath path, String reason) {
      throw new AssertionError(path + ": " + reason);
    }

    @Override
    public void skipped(ArchivePath path, String reason) {
      throw new AssertionError(path + ": " + reason);
    }
  }
}
