package dev.keepwatch.agent.cli;

import java.util.ArrayList;
import java.util.List;

/// Takes a text apart as a shell does: words between blanks, held together by quotes or a
/// backslash.
final class ShellWords {

  private final String text;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean begun;

  private ShellWords(String text) {
    this.text = text;
  }

  /// @throws UsageException if a quote is not closed
  static List<String> split(String text) throws UsageException {
    var split = new ShellWords(text);
    split.run();
    return List.copyOf(split.words);
  }

  private void run() throws UsageException {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\'' || c == '"') {
        at = quoted(at + 1, c);
      } else if (Character.isWhitespace(c)) {
        end();
      } else {
        boolean escape = c == '\\' && at + 1 < text.length();
        at += escape ? 1 : 0;
        add(text.charAt(at));
      }
      at++;
    }
    end();
  }

  /// @return where the quote is closed
  private int quoted(int from, char quote) throws UsageException {
    begun = true;
    for (int at = from; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == quote) {
        return at;
      }
      boolean escape = quote == '"' && c == '\\' && at + 1 < text.length();
      at += escape && "\"\\$`".indexOf(text.charAt(at + 1)) >= 0 ? 1 : 0;
      add(text.charAt(at));
    }
    throw new UsageException("--gpg-options: the quote in " + text + " is not closed");
  }

  private void add(char c) {
    word.append(c);
    begun = true;
  }

  private void end() {
    if (begun) {
      words.add(word.toString());
      word.setLength(0);
      begun = false;
    }
  }
}
