package dev.keepwatch.format.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keepwatch.format.fixtures.Seeds;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NumberRangesTest {

  @Test
  void ranges_hold_what_a_set_of_numbers_would_hold() {
    Seeds.rounds(
        500,
        random -> {
          var ranges = new NumberRanges();
          var numbers = new TreeSet<Integer>();
          for (int count = random.nextInt(30); count > 0; count--) {
            int number = 1 + random.nextInt(20);
            assertThat(ranges.add(number)).isEqualTo(numbers.add(number));
          }
          assertThat(ranges.count()).isEqualTo(numbers.size());
          assertThat(ranges.highest()).isEqualTo(numbers.isEmpty() ? 0 : numbers.last());
          int upTo = random.nextInt(25);
          for (int number = 1; number <= 25; number++) {
            assertThat(ranges.contains(number)).isEqualTo(numbers.contains(number));
            assertThat(isMissing(ranges, upTo, number))
                .isEqualTo(number <= upTo && !numbers.contains(number));
          }
        });
  }

  private static boolean isMissing(NumberRanges ranges, int upTo, int number) {
    return ranges.missing(upTo).stream()
        .anyMatch(range -> range.first() <= number && number <= range.last());
  }

  @Test
  void the_greatest_number_of_all_does_not_overflow() {
    var ranges = new NumberRanges();
    ranges.add(Integer.MAX_VALUE);
    ranges.add(1);
    ranges.add(Integer.MAX_VALUE - 1);

    assertThat(ranges.missing(Integer.MAX_VALUE))
        .containsExactly(new NumberRange(2, Integer.MAX_VALUE - 2));
    assertThat(ranges.size()).isEqualTo(2);
  }

  @Test
  void a_range_runs_forward_from_one() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NumberRange(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new NumberRange(3, 2));
    assertThat(new NumberRange(3, 3)).hasToString("3");
    assertThat(new NumberRange(3, 5)).hasToString("3 to 5");
  }
}
