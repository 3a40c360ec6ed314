package dev.keepwatch.agent.selection;

import dev.keepwatch.agent.selection.SelectionException.Reason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression in Python's language, put into Java's.
///
/// Nearly every construct has one that means the same; it is written here so that no flag of Java
/// changes it. What has none (`(?(1)…)`) is refused, and so is what Python refuses.
final class PythonRegex {

  private static final int DEEPEST = 100;
  private static final String REPEATS = "*+?{";

  /// What stands before a repetition.
  private enum Before {
    NOTHING,
    ATOM,
    REPETITION
  }

  private final String text;
  private final RegexReader in;
  private final StringBuilder out = new StringBuilder();
  private final Map<String, Integer> names = new HashMap<>();
  private final Set<Integer> open = new HashSet<>();
  private int groups;
  private int depth;

  /// How much of `out` are flags for the whole.
  private int preamble;

  private RegexFlags flags = RegexFlags.NONE;

  private PythonRegex(String text) {
    this.text = text;
    this.in = new RegexReader(text);
  }

  /// @throws SelectionException if it means nothing, or something that Java has no words for
  static Pattern compile(String text, boolean ignoreCase) throws SelectionException {
    var regex = new PythonRegex(text);
    try {
      regex.alternatives();
      if (!regex.in.atEnd()) {
        throw regex.in.wrong("there is a closing parenthesis too many");
      }
      int flags = ignoreCase ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
      return Pattern.compile(regex.out.toString(), flags);
    } catch (PatternSyntaxException e) {
      throw new SelectionException(
          Reason.MALFORMED,
          "the regular expression '%s' cannot be understood: %s"
              .formatted(text, e.getDescription()));
    }
  }

  /// Up to the end or to the parenthesis that closes the group.
  private void alternatives() {
    if (++depth > DEEPEST) {
      throw in.wrong("it is nested too deeply");
    }
    var before = Before.NOTHING;
    while (!in.atEnd() && in.peek() != ')') {
      char c = in.peek();
      if (flags.verbose() && in.skipSpaceOrComment()) {
        continue;
      }
      if (c == '|') {
        out.append(in.next());
        before = Before.NOTHING;
      } else if (REPEATS.indexOf(c) >= 0 && repetition(before)) {
        before = Before.REPETITION;
      } else {
        before = atom(before);
      }
    }
    depth--;
  }

  /// @return false if it is a brace that only stands for itself
  private boolean repetition(Before before) {
    String quantifier = in.quantifier();
    if (quantifier.isEmpty()) {
      return false;
    }
    switch (before) {
      case NOTHING -> throw in.wrong("there is nothing to repeat before " + quantifier);
      case REPETITION -> throw in.wrong("a repetition is repeated by " + quantifier);
      case ATOM -> out.append(quantifier);
    }
    if (!in.atEnd() && (in.peek() == '?' || in.peek() == '+')) {
      out.append(in.next());
    }
    return true;
  }

  private Before atom(Before before) {
    char c = in.peek();
    switch (c) {
      case '(' -> {
        return group(before);
      }
      case '[' -> {
        in.next();
        new RegexSet(in, flags.ascii()).translate(out);
      }
      case '\\' -> {
        return escape();
      }
      case '.' -> {
        in.next();
        out.append(flags.dotAll() ? "(?s:.)" : "[^\\n]");
      }
      case '^' -> {
        in.next();
        out.append(flags.multiline() ? "(?<![^\\n])" : "\\A");
        return Before.NOTHING;
      }
      case '$' -> {
        in.next();
        out.append(flags.multiline() ? "(?![^\\n])" : "(?=\\n?\\z)");
        return Before.NOTHING;
      }
      default -> out.append(RegexSet.literal(in.nextPoint()));
    }
    return Before.ATOM;
  }

  private Before escape() {
    in.next();
    char c = in.peek();
    boolean anchor = "AZbB".indexOf(c) >= 0;
    String known =
        switch (c) {
          case 'A' -> "\\A";
          case 'Z' -> "\\z";
          case 'b' -> RegexSet.boundary(flags.ascii());
          case 'B' -> "(?!" + RegexSet.boundary(flags.ascii()) + ")";
          default -> "";
        };
    if (anchor) {
      in.next();
      out.append(known);
      return Before.NOTHING;
    }
    if (c >= '1' && c <= '9' && !in.octalAhead()) {
      reference(in.number());
    } else {
      out.append(new RegexSet(in, flags.ascii()).escaped());
    }
    return Before.ATOM;
  }

  private void reference(int group) {
    if (group > groups || open.contains(group)) {
      throw in.wrong("there is no group " + group + " before");
    }
    out.append("(?:\\").append(group).append(')');
  }

  private Before group(Before before) {
    in.next();
    if (!in.skip("?")) {
      return captured(++groups);
    }
    if (in.skip("#")) {
      in.until(')');
      return before;
    }
    if (in.skip("P<")) {
      if (names.put(in.until('>'), ++groups) != null) {
        throw in.wrong("two groups have the same name");
      }
      return captured(groups);
    }
    if (in.skip("P=")) {
      String name = in.until(')');
      Integer group = names.get(name);
      if (group == null) {
        throw in.wrong("there is no group " + name);
      }
      reference(group);
      return Before.ATOM;
    }
    for (String kind : new String[] {":", "=", "!", "<=", "<!", ">"}) {
      if (in.skip(kind)) {
        return body("(?" + kind);
      }
    }
    return flagged();
  }

  private Before captured(int group) {
    open.add(group);
    body("(");
    open.remove(group);
    return Before.ATOM;
  }

  private Before body(String opening) {
    var outside = flags;
    out.append(opening);
    alternatives();
    if (!in.skip(")")) {
      throw in.wrong("a parenthesis is not closed");
    }
    out.append(')');
    flags = outside;
    return Before.ATOM;
  }

  /// `(?i)` for the whole, at its beginning only; `(?i-s:…)` for a group.
  private Before flagged() {
    boolean first = depth == 1 && out.length() == preamble;
    int begin = in.position();
    var outside = flags;
    String opening = "";
    boolean on = true;
    while (!in.atEnd() && "aimsxu-".indexOf(in.peek()) >= 0) {
      char letter = in.next();
      if (letter == '-') {
        on = false;
      } else if (letter == 'i') {
        opening = on ? "iu" : "-iu";
      }
      flags = flags.with(letter, on);
    }
    if (in.skip(":")) {
      body("(?" + opening + ":");
      flags = outside;
      return Before.ATOM;
    }
    if (!first || !on || in.position() == begin || !in.skip(")")) {
      throw in.wrong("this kind of group, or a flag at this place, is not supported");
    }
    out.append("(?").append(opening).append(')');
    preamble = out.length();
    return Before.NOTHING;
  }

  @Override
  public String toString() {
    return text;
  }
}
