package dev.keepwatch.infra.fleet;

/// A number of days.
final class WholeNumber {
  private WholeNumber() {}

  static int parse(String text, int least, int most) {
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is no whole number from " + least + " to " + most);
  }
}
