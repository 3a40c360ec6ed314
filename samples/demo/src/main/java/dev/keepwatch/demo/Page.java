package dev.keepwatch.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// What the demo prints: headed steps, short sentences, 80 columns.
final class Page {

  private static final int WIDTH = 80;
  private static final String INDENT = "     ";
  private static final String RESULT = "-> ";
  private static final int ROOM = WIDTH - INDENT.length();

  private final PrintStream out;
  private final boolean coloured;

  Page(PrintStream out, boolean coloured) {
    this.out = out;
    this.coloured = coloured;
  }

  void title(String text) {
    out.println(style("1", text));
  }

  void step(int number, int of, String text) {
    out.println();
    out.println(style("1", "%d/%d  %s".formatted(number, of, text)));
  }

  /// Sentences, broken where the line ends.
  void say(String text) {
    var line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > ROOM) {
        line(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    line(line.toString());
  }

  /// A line as it is.
  void line(String text) {
    out.println((INDENT + text).stripTrailing());
    out.flush();
  }

  /// A line of a table; as names in an archive are long, it begins at the margin.
  void row(String size, String name) {
    out.println("%7s %s".formatted(size, name));
  }

  void gap() {
    out.println();
  }

  /// Something that a person can type. What does not fit goes on in the next line, behind a
  /// backslash, as a shell understands it.
  void command(List<String> words) {
    var line = new StringBuilder("$");
    for (String part : withValues(words)) {
      if (line.length() + 1 + part.length() + 2 > ROOM) {
        line(style("36", line + " \\"));
        line = new StringBuilder("   ");
      }
      line.append(' ').append(part);
    }
    line(style("36", line.toString()));
  }

  /// Options and their values side by side.
  private static List<String> withValues(List<String> words) {
    var parts = new ArrayList<String>();
    for (String word : words) {
      boolean isValue = !parts.isEmpty() && parts.getLast().matches("--[^ ]*");
      if (isValue) {
        parts.add(parts.removeLast() + " " + word);
      } else {
        parts.add(word);
      }
    }
    return parts;
  }

  /// The good news of a step.
  void success(String text) {
    line(style("32", RESULT + text));
  }

  void failure(String text) {
    line(style("31", RESULT + text));
  }

  /// Somebody else's text, framed.
  void frame(List<String> lines) {
    String rule = "-".repeat(ROOM - 2);
    line("+" + rule);
    lines.forEach(text -> line("| " + text));
    line("+" + rule);
  }

  private String style(String code, String text) {
    return coloured ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
