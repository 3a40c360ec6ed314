package dev.keepwatch.agent.selection;

import dev.keepwatch.agent.selection.SelectionException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A shell pattern over whole paths: `*` is anything but `/`, `**` anything, `?` one character but
/// `/`, `[…]` one of a range (`!` or `^` negates). A match of a directory covers everything in it.
///
/// A pattern that ends in `/` matches directories, and covers what is in them; but a file that the
/// pattern would match itself if it were a directory stays out, so that one that ends in `**/` is
/// about directories alone. `ignorecase:` before a pattern does what it says.
final class Glob {

  private static final String IGNORE_CASE = "ignorecase:";

  private final String text;
  private final boolean directoriesOnly;
  private final Pattern whole;

  /// The paths that match, and all that lie in a directory that does.
  private final Pattern covered;

  private final boolean matchesRoot;
  private final Pattern ancestors;

  private Glob(String text, String pattern, boolean literal, boolean ignoreCase) {
    int flags = Pattern.DOTALL | (ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0);
    UnaryOperator<String> regex = literal ? Pattern::quote : Glob::regex;
    this.text = text;
    this.directoriesOnly = pattern.endsWith("/") && pattern.length() > 1;
    String bare = directoriesOnly ? pattern.substring(0, pattern.length() - 1) : pattern;
    this.whole = Pattern.compile(regex.apply(bare), flags);
    this.covered = Pattern.compile("(?:" + regex.apply(bare) + ")(?:/.*)?", flags);
    this.matchesRoot = whole.matcher("/").matches();
    this.ancestors = Pattern.compile(ancestorRegex(bare, literal, regex), flags);
  }

  /// A path that stands for itself, whatever characters it is made of.
  static Glob literal(String path, boolean ignoreCase) {
    return new Glob(path, path, true, ignoreCase);
  }

  /// @param ignoreCase whether to ignore case even if the pattern does not say so
  /// @throws SelectionException if the pattern has an empty component or a bad range
  static Glob parse(String text, boolean ignoreCase) throws SelectionException {
    boolean prefixed = text.startsWith(IGNORE_CASE);
    String pattern = prefixed ? text.substring(IGNORE_CASE.length()) : text;
    if (pattern.contains("//") || pattern.isEmpty()) {
      throw new SelectionException(
          Reason.MALFORMED, "the pattern '" + text + "' is empty or has consecutive slashes");
    }
    try {
      return new Glob(text, pattern, false, ignoreCase || prefixed);
    } catch (PatternSyntaxException e) {
      throw new SelectionException(
          Reason.MALFORMED, "the pattern '" + text + "' has a range in [] that makes no sense");
    }
  }

  /// What a rule with this pattern says of a path.
  Opinion opinion(boolean including, PatientText path, boolean directory) {
    if (directoriesOnly && !directory && whole.matcher(path).matches()) {
      return Opinion.NONE;
    }
    if (matchesRoot || covered.matcher(path).matches()) {
      return Opinion.decided(including);
    }
    return including && ancestors.matcher(path).matches() ? Opinion.SCAN : Opinion.NONE;
  }

  @Override
  public String toString() {
    return text;
  }

  /// The paths of all directories that a match can lie below.
  private static String ancestorRegex(
      String pattern, boolean literal, UnaryOperator<String> regex) {
    List<String> alternatives = new ArrayList<>(List.of("/"));
    for (int slash = pattern.indexOf('/', 1); ; slash = pattern.indexOf('/', slash + 1)) {
      String head = slash < 0 ? pattern : pattern.substring(0, slash);
      int anything = literal ? -1 : head.indexOf("**");
      if (anything >= 0) {
        alternatives.add(regex.apply(head.substring(0, anything)) + ".*");
        break;
      }
      if (slash < 0) {
        break;
      }
      alternatives.add(regex.apply(head));
    }
    return String.join("|", alternatives);
  }

  private static String regex(String glob) {
    var regex = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      int close = c == '[' ? closingBracket(glob, i) : -1;
      if (glob.startsWith("**", i)) {
        regex.append(".*");
        i += 2;
      } else if (close > 0) {
        regex.append(range(glob.substring(i + 1, close)));
        i = close + 1;
      } else {
        regex.append(
            switch (c) {
              case '*' -> "[^/]*";
              case '?' -> "[^/]";
              default -> Pattern.quote(String.valueOf(c));
            });
        i++;
      }
    }
    return regex.toString();
  }

  /// Where a range ends: a bracket directly after its beginning belongs to it.
  private static int closingBracket(String glob, int open) {
    int from = open + 1;
    if (from < glob.length() && (glob.charAt(from) == '!' || glob.charAt(from) == '^')) {
      from++;
    }
    return glob.indexOf(']', from + 1);
  }

  private static String range(String inside) {
    boolean negated = inside.startsWith("!") || inside.startsWith("^");
    String members = negated ? inside.substring(1) : inside;
    var regex = new StringBuilder(negated ? "[^" : "[");
    for (int i = 0; i < members.length(); i++) {
      char c = members.charAt(i);
      if ("[]\\^&~".indexOf(c) >= 0) {
        regex.append('\\');
      }
      regex.append(c);
    }
    return regex.append(']').toString();
  }
}
