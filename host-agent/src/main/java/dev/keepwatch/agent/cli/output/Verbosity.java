package dev.keepwatch.agent.cli.output;

import java.util.Arrays;
import java.util.Locale;

/// How much is said; each level says also what the levels before it say. The numbers are
/// duplicity's.
public enum Verbosity {
  ERROR(0),
  WARNING(2),
  NOTICE(3),
  INFO(5),
  DEBUG(9);

  private final int number;

  Verbosity(int number) {
    this.number = number;
  }

  /// Understands a number from 0 to 9, a name, or a name's first letter.
  ///
  /// @throws IllegalArgumentException if it is none of these
  public static Verbosity parse(String text) {
    if (text.matches("[0-9]")) {
      int wanted = Integer.parseInt(text);
      return Arrays.stream(values()).filter(v -> v.number <= wanted).reduce(ERROR, (a, b) -> b);
    }
    String name = text.toUpperCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(v -> v.name().equals(name) || v.name().substring(0, 1).equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'"
                    + text
                    + "' is neither a number from 0 to 9 nor error, warning, notice, info or debug"));
  }

  boolean says(Verbosity level) {
    return level.number <= number;
  }
}
