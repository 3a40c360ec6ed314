package dev.keepwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

  @Test
  void ordinary_names_of_any_language_stay_as_they_are() {
    for (var name : new String[] {"s3://acme/home", "Bücher/日本語", "a_b-c.d@e", "🦉"}) {
      assertThat(SafeText.name(name)).isEqualTo(name);
    }
  }

  @Test
  void half_a_character_is_spelled_out() {
    assertThat(SafeText.visible("a\ud83eb")).isEqualTo("a{U+D83E}b");
  }

  @Test
  void an_empty_name_is_seen() {
    assertThat(SafeText.name("")).isEqualTo("\"\"");
  }

  @Test
  void shortening_tears_no_character_apart() {
    String owls = SafeText.cut("🦉".repeat(1000));

    assertThat(owls.codePoints().filter(c -> c != 0x1f989 && c != '…').count()).isZero();
    assertThat(owls.codePointCount(0, owls.length())).isLessThanOrEqualTo(400);
  }

  @Test
  void a_plain_url_is_a_shell_word_as_it_is() {
    assertThat(SafeText.shellWord("s3://acme/home")).contains("s3://acme/home");
    assertThat(SafeText.shellWord("file:///var/backups")).contains("file:///var/backups");
  }

  @Test
  void a_word_of_another_language_is_quoted() {
    assertThat(SafeText.shellWord("s3://acme/Bücher")).contains("'s3://acme/Bücher'");
    assertThat(SafeText.shellWord("s3://acme/a b")).contains("'s3://acme/a b'");
  }
}
