package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.selection.SelectionException;
import dev.keepwatch.agent.source.SourceProblems;
import dev.keepwatch.agent.source.SourceTree;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.naming.TimeExpression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What duplicity chooses by a list of rules, we choose too; what it refuses, we refuse.
///
/// Every run tries new seeds. `-Dkeepwatch.selection.seed=N -Dkeepwatch.selection.seeds=1` tries
/// one again.
class DuplicitySelectionTest {

  private static final int SEEDS = Integer.getInteger("keepwatch.selection.seeds", 25);
  private static final long AT_ONCE = 50;
  private static final long FIRST =
      Long.getLong("keepwatch.selection.seed", System.nanoTime() % 1_000_000 * 1000);

  /// One tree with one list of rules.
  private record Case(long seed, Path source, List<String> words) {}

  @TempDir Path temporary;
  private Path home;

  @BeforeEach
  void setUp() throws IOException {
    home = temporary.toRealPath();
  }

  @Test
  void the_same_rules_choose_the_same() throws Exception {
    compare(SEEDS, false, DuplicityChoices::answersOf08);
  }

  @Test
  void the_same_rules_choose_the_same_as_in_duplicity_3() throws Exception {
    compare(Math.max(10, SEEDS / 5), true, DuplicityChoices::answersOf3);
  }

  /// Which duplicity is asked.
  @FunctionalInterface
  private interface Peer {
    List<List<String>> answers(DuplicityChoices choices) throws IOException;
  }

  private void compare(int seeds, boolean filters, Peer peer) throws Exception {
    var differences = new ArrayList<String>();
    for (long done = 0; done < seeds; done += AT_ONCE) {
      var choices = new DuplicityChoices(Files.createDirectory(home.resolve("from" + done)));
      var cases = cases(FIRST + done, Math.min(AT_ONCE, seeds - done), filters, choices);
      var answers = peer.answers(choices);
      for (int i = 0; i < cases.size(); i++) {
        var theirs = answers.get(i).stream().map(DuplicitySelectionTest::refusal).toList();
        var ours = ours(cases.get(i));
        if (!ours.equals(theirs)) {
          differences.add(difference(cases.get(i), ours, theirs));
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  private List<Case> cases(long first, long count, boolean filters, DuplicityChoices choices)
      throws IOException {
    var cases = new ArrayList<Case>();
    for (long seed = first; seed < first + count; seed++) {
      var random = new Random(seed);
      Path source = RandomSource.grow(home.resolve("src" + seed), random);
      Path lists = Files.createDirectory(home.resolve("lists" + seed));
      var words = new RandomRules(random, lists, source.toString(), filters).words();
      choices.ask(words, source);
      cases.add(new Case(seed, source, words));
    }
    return cases;
  }

  /// A regular expression that means nothing is a traceback there, a sentence here.
  private static String refusal(String line) {
    return line.equals("exit 30") ? "exit 15" : line;
  }

  private static String difference(Case one, List<String> ours, List<String> theirs) {
    return "seed %d %s %s: only we %s, only duplicity %s"
        .formatted(
            one.seed(), one.source(), one.words(), without(ours, theirs), without(theirs, ours));
  }

  private static List<String> without(List<String> some, List<String> others) {
    return some.stream().filter(line -> !others.contains(line)).toList();
  }

  private static List<String> ours(Case one) throws Exception {
    var words = new ArrayList<>(one.words());
    words.addAll(List.of("full", one.source().toString(), "file:///nowhere"));
    try {
      var options = ArgumentReader.read(words).options().backup().selection;
      var reader = new RuleReader(new TimeExpression(Shell.T0, ZoneOffset.UTC));
      var selection = reader.choice(options).from(PathBytes.of(one.source()));
      var chosen = new ArrayList<String>();
      try (var tree = new SourceTree(one.source(), selection, new NoProblems())) {
        for (var entry = tree.next(); entry != null; entry = tree.next()) {
          chosen.add(entry.path().isRoot() ? "." : new String(entry.path().bytes(), ISO_8859_1));
        }
      }
      return chosen;
    } catch (IOException | UsageException | SelectionException e) {
      return List.of("exit " + Failure.of(e, Verb.FULL).code().number());
    }
  }

  /// A tree of which everything can be read.
  private static final class NoProblems implements SourceProblems {
    @Override
    public void unreadable(ArchivePath path, String reason) {
      throw new AssertionError(path + ": " + reason);
    }

    @Override
    public void skipped(ArchivePath path, String reason) {}
  }
}
