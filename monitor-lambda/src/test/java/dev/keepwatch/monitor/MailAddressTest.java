package dev.keepwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

  @Test
  void an_address_stands_alone_or_behind_a_name() {
    assertThat(MailAddress.parse(" ops@example.org "))
        .isEqualTo(new MailAddress("", "ops@example.org"));
    assertThat(MailAddress.parse("Backups <ops+b@example.org>"))
        .isEqualTo(new MailAddress("Backups", "ops+b@example.org"));
    assertThat(MailAddress.parse("\"Ops, Team\" <ops@example.org>"))
        .isEqualTo(new MailAddress("Ops, Team", "ops@example.org"));
    assertThat(MailAddress.parse("<ops@example.org>").header()).isEqualTo("ops@example.org");
  }

  @Test
  void several_stand_between_commas() {
    assertThat(MailAddress.parseAll("a@b.org, \"Ops, Team\" <ops@example.org>,c@d.org"))
        .extracting(MailAddress::address)
        .containsExactly("a@b.org", "ops@example.org", "c@d.org");
  }

  @Test
  void a_domain_of_another_language_travels_in_ascii() {
    assertThat(MailAddress.parse("ops@bücher.example").address())
        .isEqualTo("ops@xn--bcher-kva.example");
  }

  @Test
  void its_text_is_understood_again() {
    for (var text : new String[] {"a@b.org", "\"Ops, Team\" <ops@b.org>", "Bücher <b@b.org>"}) {
      var address = MailAddress.parse(text);
      assertThat(MailAddress.parse(address.toString())).isEqualTo(address);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ops",
        "@example.org",
        "ops@",
        "a b@example.org",
        "ops@exa mple.org",
        "ops@example.org\r\nBcc: x@y.org",
        "Ops <ops@example.org",
        "a@b.org <c@d.org> <e@f.org>",
        "ops@example..org",
        "öps@example.org",
        ""
      })
  void what_is_no_address_is_refused_with_the_text(String text) {
    assertThatThrownBy(() -> MailAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is no mail address: give name@example.org");
  }

  @Test
  void a_line_break_in_a_name_begins_no_header() {
    var address = MailAddress.parse("Ops\r\nBcc: x <ops@example.org>");

    assertThat(address.header()).doesNotContain("\r").doesNotContain("\n");
  }
}
