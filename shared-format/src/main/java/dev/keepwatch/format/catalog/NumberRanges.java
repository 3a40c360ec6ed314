package dev.keepwatch.format.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A set of positive numbers, kept as ranges: small for volumes, whatever numbers a name may claim.
final class NumberRanges {

  /// First number of a range → its last.
  private final TreeMap<Integer, Integer> ranges = new TreeMap<>();

  private long count;

  /// @return whether the number is new
  boolean add(int number) {
    var before = ranges.floorEntry(number);
    if (before != null && before.getValue() >= number) {
      return false;
    }
    int first = before != null && before.getValue() == number - 1 ? before.getKey() : number;
    Integer last = ranges.remove(number + 1);
    ranges.put(first, last == null ? number : last);
    count++;
    return true;
  }

  boolean contains(int number) {
    var range = ranges.floorEntry(number);
    return range != null && range.getValue() >= number;
  }

  long count() {
    return count;
  }

  int highest() {
    return ranges.isEmpty() ? 0 : ranges.lastEntry().getValue();
  }

  /// What lacks between 1 and `upTo`.
  List<NumberRange> missing(int upTo) {
    var gaps = new ArrayList<NumberRange>();
    int expected = 1;
    for (var range : ranges.entrySet()) {
      if (range.getKey() > expected) {
        gaps.add(new NumberRange(expected, Math.min(upTo, range.getKey() - 1)));
      }
      expected = range.getValue() + 1;
    }
    if (expected <= upTo) {
      gaps.add(new NumberRange(expected, upTo));
    }
    return List.copyOf(gaps);
  }
}
