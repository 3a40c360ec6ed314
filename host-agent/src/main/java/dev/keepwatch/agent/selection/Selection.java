package dev.keepwatch.agent.selection;

import dev.keepwatch.agent.selection.SelectionException.Reason;
import dev.keepwatch.format.archive.ArchivePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An ordered list of rules over the paths of one source; the first that decides counts. What no
/// rule speaks of is backed up.
///
/// Patterns are held against full paths: the source as it was given and the path below it.
///
/// There is one trap, which is duplicity's and therefore ours, so that the same list chooses the
/// same in both: what no rule speaks of is left out if it lies where an include could have matched
/// (`--include '**/docs' --exclude '**.tmp'` loses nearly everything). The verdict then is
/// [Verdict#PASSED_OVER], so that somebody can be told.
public final class Selection {

  private record Asked(Rule rule, Judge judge) {}

  private final byte[] source;
  private final List<Asked> rules;
  private final boolean followsLinks;

  private Selection(byte[] source, List<Asked> rules, boolean followsLinks) {
    this.source = source;
    this.rules = rules;
    this.followsLinks = followsLinks;
  }

  /// Everything.
  public static Selection all() {
    return new Selection(new byte[0], List.of(), false);
  }

  /// @param source bytes of the source's path, as it was given
  /// @throws SelectionException if a rule cannot be understood, can match nothing below the source,
  ///   or is an include at the end of the list, which changes nothing
  public static Selection of(byte[] source, List<Rule> rules) throws SelectionException {
    byte[] root = withoutTrailingSlash(source);
    var asked = new ArrayList<Asked>();
    for (var rule : inOrder(rules)) {
      asked.add(new Asked(rule, Judges.of(rule, PathText.of(root))));
    }
    if (!asked.isEmpty() && asked.getLast().rule().including()) {
      throw new SelectionException(
          Reason.REDUNDANT,
          "the last rule, %s, includes what is included anyway; end the list with an exclude, often --exclude '**'"
              .formatted(asked.getLast().rule()));
    }
    return new Selection(root, asked, false);
  }

  /// The same, with what symbolic links point to in their place.
  public Selection followingLinks() {
    return new Selection(source, rules, true);
  }

  public boolean followsLinks() {
    return followsLinks;
  }

  private static List<Rule> inOrder(List<Rule> rules) {
    var ordered = new ArrayList<>(rules.stream().filter(Rule::comesFirst).toList());
    rules.stream().filter(rule -> !rule.comesFirst()).forEach(ordered::add);
    return ordered;
  }

  private static byte[] withoutTrailingSlash(byte[] source) {
    int length = source.length;
    while (length > 1 && source[length - 1] == '/') {
      length--;
    }
    return Arrays.copyOf(source, length);
  }

  /// What is to become of an entry.
  ///
  /// @throws RunawayPatternException if a pattern does not come to an end
  public Verdict verdict(Candidate entry) throws RunawayPatternException {
    if (rules.isEmpty()) {
      return Verdict.INCLUDE;
    }
    var text = new PatientText(fullPath(entry.path()));
    boolean scan = false;
    for (var rule : rules) {
      switch (opinion(rule, entry, text)) {
        case INCLUDE -> {
          return Verdict.INCLUDE;
        }
        case EXCLUDE -> {
          return scan && entry.isDirectory() ? Verdict.SCAN : Verdict.EXCLUDE;
        }
        case SCAN -> scan = true;
        case NONE -> {}
      }
    }
    return scan ? unspoken(entry) : Verdict.INCLUDE;
  }

  private static Verdict unspoken(Candidate entry) {
    return entry.isDirectory() ? Verdict.SCAN : Verdict.PASSED_OVER;
  }

  private static Opinion opinion(Asked asked, Candidate entry, PatientText text)
      throws RunawayPatternException {
    try {
      return patiently(asked.judge(), entry, text);
    } catch (PatientText.Exhausted e) {
      throw new RunawayPatternException(asked.rule(), text.toString());
    }
  }

  private static Opinion patiently(Judge judge, Candidate entry, PatientText text) {
    try {
      return judge.of(entry, text.fresh());
    } catch (StackOverflowError e) {
      return DeepStack.call(() -> judge.of(entry, text.fresh()));
    }
  }

  private String fullPath(ArchivePath path) {
    if (path.isRoot()) {
      return PathText.of(source);
    }
    byte[] below = path.bytes();
    boolean slash = source.length > 0 && source[source.length - 1] == '/';
    byte[] whole = Arrays.copyOf(source, source.length + (slash ? 0 : 1) + below.length);
    whole[source.length - (slash ? 1 : 0)] = '/';
    System.arraycopy(below, 0, whole, whole.length - below.length, below.length);
    return PathText.of(whole);
  }

  /// A text that is the same in every run that chooses by the same rules. An age counts as such,
  /// not as the time that it means today.
  public String identity() {
    var identities = rules.stream().map(asked -> asked.rule().identity()).toList();
    return "%s %s %s".formatted(PathText.of(source), followsLinks, identities);
  }

  @Override
  public String toString() {
    return new String(source, StandardCharsets.UTF_8)
        + " "
        + rules.stream().map(Asked::rule).toList();
  }
}
