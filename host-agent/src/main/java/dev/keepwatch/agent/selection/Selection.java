package dev.keepwatch.agent.selection;

import dev.keepwatch.agent.selection.SelectionException.Reason;
import dev.keepwatch.format.archive.ArchivePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An ordered list of rules over the paths of one source. What no rule speaks of is backed up.
///
/// Patterns are held against full paths: the source as it was given and the path below it.
///
/// duplicity, against its own manual, leaves out what no rule speaks of if it lies where an include
/// could have matched (`--include '**/docs' --exclude '**.tmp'` loses nearly everything). Here it
/// is backed up. Lists that end with `--exclude '**'`, as most do, choose the same in both.
public final class Selection {

  private record Judge(boolean including, Glob glob) {}

  private final byte[] source;
  private final List<Judge> judges;

  private Selection(byte[] source, List<Judge> judges) {
    this.source = source;
    this.judges = judges;
  }

  /// Everything.
  public static Selection all() {
    return new Selection(new byte[0], List.of());
  }

  /// @param source bytes of the source's path, as it was given
  /// @throws SelectionException if a rule cannot be understood, can match nothing below the source,
  ///   or is an include at the end of the list, which changes nothing
  public static Selection of(byte[] source, List<Rule> rules) throws SelectionException {
    var judges = new ArrayList<Judge>();
    byte[] root = withoutTrailingSlash(source);
    for (var rule : rules) {
      judges.add(new Judge(rule.including(), parse(rule, PathText.of(root))));
    }
    if (!rules.isEmpty() && rules.getLast().including()) {
      throw new SelectionException(
          Reason.REDUNDANT,
          "the last rule, %s, includes what is included anyway; end the list with an exclude, often --exclude '**'"
              .formatted(rules.getLast()));
    }
    return new Selection(root, judges);
  }

  private static byte[] withoutTrailingSlash(byte[] source) {
    int length = source.length;
    while (length > 1 && source[length - 1] == '/') {
      length--;
    }
    return Arrays.copyOf(source, length);
  }

  private static Glob parse(Rule rule, String root) throws SelectionException {
    var glob = Glob.parse(rule.pattern());
    boolean reaches = glob.covers(root, true) || glob.mayMatchBelow(root);
    if (!reaches && rule.pattern().lastIndexOf('[') > rule.pattern().lastIndexOf(']')) {
      throw new SelectionException(
          Reason.MALFORMED,
          "the pattern '%s': the bracket is not closed".formatted(rule.pattern()));
    }
    if (!reaches) {
      throw new SelectionException(
          Reason.OUTSIDE_SOURCE, "%s can match nothing below the source %s".formatted(rule, root));
    }
    return glob;
  }

  /// What is to become of an entry.
  public Verdict verdict(ArchivePath path, boolean directory) {
    if (judges.isEmpty()) {
      return Verdict.INCLUDE;
    }
    String text = fullPath(path);
    boolean scan = false;
    for (var judge : judges) {
      if (judge.glob().covers(text, directory)) {
        return judge.including() ? Verdict.INCLUDE : scan ? Verdict.SCAN : Verdict.EXCLUDE;
      }
      scan |= judge.including() && directory && judge.glob().mayMatchBelow(text);
    }
    return Verdict.INCLUDE;
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

  @Override
  public String toString() {
    return new String(source, StandardCharsets.UTF_8) + " " + judges;
  }
}
