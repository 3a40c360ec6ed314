package dev.keepwatch.infra.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearestWordTest {
  private static final List<String> KEYS = List.of("sender", "recipients", "max-age-days");
  private static final long SEED = 7;

  @Test
  void a_slip_of_the_pen_is_recognised() {
    assertThat(NearestWord.of("recipient", KEYS)).contains("recipients");
    assertThat(NearestWord.of("MAX_AGE_DAYS", KEYS)).contains("max-age-days");
    assertThat(NearestWord.of("sendr", KEYS)).contains("sender");
  }

  @Test
  void a_part_of_a_word_is_recognised() {
    assertThat(NearestWord.of("max-age", KEYS)).contains("max-age-days");
    assertThat(NearestWord.of("days", KEYS)).contains("max-age-days");
    assertThat(NearestWord.of("sender-address", KEYS)).contains("sender");
    assertThat(NearestWord.of("max", KEYS)).isEmpty();
  }

  @Test
  void another_word_is_not_taken_for_a_slip() {
    assertThat(NearestWord.of("bucket", KEYS)).isEmpty();
    assertThat(NearestWord.of("", KEYS)).isEmpty();
  }

  @Test
  void of_words_equally_near_the_first_in_the_alphabet_is_named() {
    assertThat(NearestWord.of("web03", List.of("web02", "web01"))).contains("web01");
  }

  @Test
  void the_distance_is_a_distance() {
    Random random = new Random(SEED);
    for (int round = 0; round < 500; round++) {
      String a = word(random);
      String b = word(random);
      String c = word(random);
      int ab = NearestWord.distance(a, b);

      assertThat(ab)
          .as("seed %d, round %d: %s, %s, %s", SEED, round, a, b, c)
          .isEqualTo(NearestWord.distance(b, a))
          .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()))
          .isLessThanOrEqualTo(NearestWord.distance(a, c) + NearestWord.distance(c, b));
      assertThat(ab == 0).isEqualTo(a.equals(b));
    }
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      word.append("abc".charAt(random.nextInt(3)));
    }
    return word.toString();
  }
}
