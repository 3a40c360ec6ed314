package dev.keepwatch.format.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// A set of positive numbers, kept as ranges: small for the volumes of a set, whose numbers have
/// few gaps, and never larger than what was added, whatever number a hostile name may claim.
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
    // Behind the greatest number comes a negative one, which is never held.
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

  /// The numbers, smallest first.
  IntStream stream() {
    return ranges.entrySet().stream()
        .flatMapToInt(range -> IntStream.rangeClosed(range.getKey(), range.getValue()));
  }

  /// How many ranges hold the numbers.
  int size() {
    return ranges.size();
  }

  /// What lacks between 1 and `upTo`.
  List<NumberRange> missing(int upTo) {
    var gaps = new ArrayList<NumberRange>();
    int held = 0;
    for (var range : ranges.headMap(upTo, true).entrySet()) {
      if (range.getKey() > held + 1) {
        gaps.add(new NumberRange(held + 1, range.getKey() - 1));
      }
      held = range.getValue();
    }
    if (held < upTo) {
      gaps.add(new NumberRange(held + 1, upTo));
    }
    return List.copyOf(gaps);
  }
}
