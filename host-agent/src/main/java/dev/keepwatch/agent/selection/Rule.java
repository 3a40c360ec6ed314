package dev.keepwatch.agent.selection;

/// One `--include` or `--exclude` with its shell pattern.
///
/// @param including whether what matches is backed up or left out
/// @param pattern the pattern as it was given
public record Rule(boolean including, String pattern) {

  public static Rule include(String pattern) {
    return new Rule(true, pattern);
  }

  public static Rule exclude(String pattern) {
    return new Rule(false, pattern);
  }

  @Override
  public String toString() {
    return (including ? "--include " : "--exclude ") + pattern;
  }
}
