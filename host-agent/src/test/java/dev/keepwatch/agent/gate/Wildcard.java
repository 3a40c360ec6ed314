package dev.keepwatch.agent.gate;

import java.util.regex.Matcher;
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
    String regex =
        Pattern.compile("[^*?]+|[*?]")
            .matcher(text)
            .replaceAll(part ->
                switch (part.group()) {
                  case "*" -> ".*";
                  case "?" -> ".";
                  default -> Matcher.quoteReplacement(Pattern.quote(part.group()));
                });
    return Pattern.compile(regex, flags | Pattern.DOTALL);
  }
}
