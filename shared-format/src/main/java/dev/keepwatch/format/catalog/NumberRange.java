package dev.keepwatch.format.catalog;

/// Consecutive volume numbers.
///
/// @param first the lowest
/// @param last the highest, included
public record NumberRange(int first, int last) {

  public NumberRange {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("no range of volumes: " + first + " to " + last);
    }
  }

  /// `7`, or `7 to 9`.
  @Override
  public String toString() {
    return first == last ? "" + first : first + " to " + last;
  }
}
