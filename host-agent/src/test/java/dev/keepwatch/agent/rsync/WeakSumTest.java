package dev.keepwatch.agent.rsync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeakSumTest {
  private static final WeakFilter LETS_NOTHING_PASS = new WeakFilter(0);

  @Test
  void rollsum_is_what_its_definition_says() {
    byte[] bytes = new FileStates(3).bytes(3000);
    for (int length = 1; length < 2000; length += 7) {
      long plain = 0;
      long weighted = 0;
      for (int i = 0; i < length; i++) {
        plain += (bytes[i + 5] & 0xff) + 31;
        weighted += (long) (length - i) * ((bytes[i + 5] & 0xff) + 31);
      }
      int expected = (int) (((weighted & 0xffff) << 16) | (plain & 0xffff));
      assertThat(Rollsum.of(bytes, 5, length)).as("of %d bytes", length).isEqualTo(expected);
    }
  }

  @Test
  void rollsum_of_a_very_long_block_of_high_bytes_does_not_overflow_its_halves() {
    byte[] bytes = FileStates.repeated(new byte[] {-1}, 1 << 20);
    long each = 255 + 31;
    long n = bytes.length;
    long weighted = each * (n * (n + 1) / 2);

    assertThat(Rollsum.of(bytes, 0, bytes.length))
        .isEqualTo((int) (((weighted & 0xffff) << 16) | (each * n & 0xffff)));
  }

  @Test
  void rabin_karp_is_what_its_definition_says() {
    byte[] bytes = new FileStates(4).bytes(3000);
    for (int length = 1; length < 2000; length += 7) {
      int expected = 1;
      for (int i = 0; i < length; i++) {
        expected = expected * 0x08104225 + (bytes[i + 5] & 0xff);
      }
      WeakSum sum = new RabinKarp(length);
      sum.restart(bytes, 5);
      assertThat(sum.value()).as("of %d bytes", length).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_rolled_sum_is_the_sum_of_where_it_came_to(SignatureKind kind) {
    byte[] bytes = new FileStates(5).bytes(20_000);
    var random = new SplittableRandom(5);
    for (int blockLength : new int[] {1, 2, 7, 8, 9, 512, 2048, 5000}) {
      WeakSum rolled = kind.weakSum(blockLength);
      WeakSum fresh = kind.weakSum(blockLength);
      rolled.restart(bytes, 0);
      int at = 0;
      while (at + blockLength + 50 < bytes.length) {
        at = rolled.roll(bytes, at, at + 1 + random.nextInt(50), LETS_NOTHING_PASS);
        fresh.restart(bytes, at);
        assertThat(rolled.value())
            .as("%d bytes from %d on", blockLength, at)
            .isEqualTo(fresh.value());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_sum_that_grew_to_the_front_is_the_sum_of_all_of_it(SignatureKind kind) {
    byte[] bytes = new FileStates(6).bytes(600);
    WeakSum growing = kind.weakSum(512);
    growing.clear();
    for (int length = 1; length <= bytes.length; length++) {
      growing.prepend(bytes[bytes.length - length]);
      WeakSum fresh = kind.weakSum(length);
      fresh.restart(bytes, bytes.length - length);
      assertThat(growing.value()).as("of %d bytes", length).isEqualTo(fresh.value());
    }
  }

  @ParameterizedTest
  @EnumSource
  void rolling_stops_where_the_filter_lets_a_sum_pass(SignatureKind kind) {
    byte[] bytes = new FileStates(7).bytes(5000);
    WeakSum wanted = kind.weakSum(600);
    wanted.restart(bytes, 3000);
    var filter = new WeakFilter(1);
    filter.add(wanted.value());
    WeakSum rolled = kind.weakSum(600);
    rolled.restart(bytes, 0);

    int at = 0;
    while (rolled.value() != wanted.value() && at < 4000) {
      at = rolled.roll(bytes, at, 4000, filter);
    }

    assertThat(at).isEqualTo(3000);
  }

  @Test
  void the_filter_lets_pass_what_was_added_and_little_else() {
    for (int count : new int[] {1, 100, 10_000, 300_000}) {
      var random = new SplittableRandom(count);
      var filter = new WeakFilter(count);
      int[] added = random.ints(count).toArray();
      for (int weak : added) {
        filter.add(weak);
      }
      assertThat(IntStream.of(added)).allMatch(filter::mayHold);
      long others = random.ints(100_000).filter(filter::mayHold).count();
      assertThat(others).as("of 100000 others, beside %d", count).isLessThan(4000);
    }
  }
}
