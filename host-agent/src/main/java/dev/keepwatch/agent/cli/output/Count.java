package dev.keepwatch.agent.cli.output;

/// A number of things in words.
public final class Count {

  private Count() {}

  /// `1 entry`, `2 entries`.
  public static String of(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
