package dev.keepwatch.agent.selection;

import dev.keepwatch.agent.selection.Rule.Syntax;
import java.util.ArrayList;
import java.util.List;

/// The rules in a file, one on each line.
///
/// A line that begins with `+ ` includes, one that begins with `- ` excludes, any other does what
/// the list is for. White space around a line does not count, nor do empty lines and those that
/// begin with `#`. A pattern may stand in single or double quotes.
///
/// @param including what a line does that does not say
/// @param syntax how patterns are to be understood
/// @param ignoreCase whether they ignore case
/// @param nullSeparated whether lines end with a NUL instead of a line feed
public record FileListText(
    boolean including, Syntax syntax, boolean ignoreCase, boolean nullSeparated) {

  public List<Rule> rules(byte[] content) {
    var rules = new ArrayList<Rule>();
    for (String line : PathText.of(content).split(nullSeparated ? "\0" : "\r\n|\r|\n", -1)) {
      String text = strip(line);
      if (!text.isEmpty() && !text.startsWith("#")) {
        add(rules, text);
      }
    }
    return rules;
  }

  private void add(List<Rule> rules, String line) {
    boolean plus = line.startsWith("+ ");
    boolean minus = line.startsWith("- ");
    String pattern = unquoted(plus || minus ? line.substring(2) : line);
    if (!pattern.isEmpty()) {
      rules.add(new Rule.Match(plus || including && !minus, syntax, ignoreCase, pattern));
    }
  }

  private static String unquoted(String text) {
    char first = text.charAt(0);
    boolean quoted = (first == '\'' || first == '"') && text.charAt(text.length() - 1) == first;
    return quoted ? text.substring(1, Math.max(1, text.length() - 1)) : text;
  }

  /// Takes away what Python takes for white space.
  private static String strip(String line) {
    int begin = 0;
    int end = line.length();
    while (begin < end && isSpace(line.charAt(begin))) {
      begin++;
    }
    while (end > begin && isSpace(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(begin, end);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || c == 0x85 || c == 0xa0 || c == 0x2007 || c == 0x202f;
  }
}
