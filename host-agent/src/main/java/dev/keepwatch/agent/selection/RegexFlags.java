package dev.keepwatch.agent.selection;

/// The letters of a Python regular expression's `(?amsx)` that are on.
///
/// @param multiline `^` and `$` match at every line
/// @param dotAll `.` matches a line feed too
/// @param verbose white space and comments do not count
/// @param ascii `\w` and its kin know ASCII only
record RegexFlags(boolean multiline, boolean dotAll, boolean verbose, boolean ascii) {

  static final RegexFlags NONE = new RegexFlags(false, false, false, false);

  RegexFlags with(char letter, boolean on) {
    return switch (letter) {
      case 'm' -> new RegexFlags(on, dotAll, verbose, ascii);
      case 's' -> new RegexFlags(multiline, on, verbose, ascii);
      case 'x' -> new RegexFlags(multiline, dotAll, on, ascii);
      case 'a' -> new RegexFlags(multiline, dotAll, verbose, on);
      default -> this;
    };
  }
}
