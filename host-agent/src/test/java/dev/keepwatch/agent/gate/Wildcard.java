package dev.keepwatch.agent.gate;

import java.util.regex.Pattern;

/// A word of a policy in which `*` stands for any text and `?` for any letter.
record Wildcard(String text) {

  Wildcard {
    if (text.contains("${")) {
      throw new UnknownToGateException("variables, as in " + text);
    }
  }

  boolean matches(String word) {
    return pattern(0).matcher(word).matches();
  }

  /// Actions are the same however they are written.
  boolean matchesIgnoringCase(String word) {
    return pattern(Pattern.CASE_INSENSITIVE).matcher(word).matches();
  }

  boolean isPlain() {
    return !text.contains("*") && !text.contains("?");
  }

  private Pattern pattern(int flags) {
    var regex = new StringBuilder();
    for (char letter : text.toCharArray()) {
      switch (letter) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(letter)));
      }
    }
    return Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
  }
}
