package dev.keepwatch.infra.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetValuesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a@example.org", "a.b+c@mail.example.co.uk", "Ops_1@x-y.example"})
  void a_plain_address_is_taken_as_it_is(String text) {
    MailAddress mail = MailAddress.parse(text);

    assertThat(mail.address()).isEqualTo(text);
    assertThat(mail.text()).isEqualTo(text);
  }

  @Test
  void a_name_may_stand_before_the_address() {
    MailAddress mail = MailAddress.parse("N\u00e4chtliche Wache <w@example.org>");

    assertThat(mail).isEqualTo(new MailAddress("N\u00e4chtliche Wache", "w@example.org"));
    assertThat(mail.text()).isEqualTo("N\u00e4chtliche Wache <w@example.org>");
    assertThat(mail.domain()).isEqualTo("example.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ops",
        "ops@",
        "@example.org",
        "ops@localhost",
        "ops@example..org",
        "ops@-a.org",
        "a b@example.org",
        "a@example.org, b@example.org",
        "*@example.org",
        "?@example.org",
        "${aws:username}@example.org",
        "a@example.org\nBcc: b@example.org",
        "<a@example.org>",
        "A\r\nBcc: x <a@example.org>",
        ".a@example.org"
      })
  void what_is_no_address_or_would_widen_a_policy_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> MailAddress.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "acme-backup-web01", "0-9"})
  void a_bucket_name_is_taken(String text) {
    assertThat(BucketName.parse(text)).isEqualTo(new BucketName.Given(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ab",
        "Acme",
        "acme_backup",
        "acme.backup",
        "-acme",
        "acme-",
        "a/b",
        "a*c",
        "xn--acme",
        "sthree-acme",
        "acme-s3alias",
        "acme--x-s3",
        "acme-an",
        "s3://acme"
      })
  void a_name_that_s3_would_refuse_is_refused_here(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> BucketName.parse(text));
  }

  @Test
  void a_generated_name_fits_in_the_region_with_the_longest_name() {
    String host = "h".repeat(BucketName.LONGEST_HOST_IN_GENERATED);

    String name = new BucketName.Generated(host).prefix() + "123456789012" + "-ap-southeast-1";

    assertThat(name).hasSize(63);
    assertThat(BucketName.parse(name)).isEqualTo(new BucketName.Given(name));
  }

  @ParameterizedTest
  @CsvSource({
    "1 day, rate(1 day), PT24H",
    "1 days, rate(1 day), PT24H",
    "24 hours, rate(24 hours), PT24H",
    "1 hour, rate(1 hour), PT1H",
    "90 minute, rate(90 minutes), PT1H30M"
  })
  void a_rate_is_written_as_the_scheduler_wants_it(String text, String expression, Duration pause) {
    Schedule.Rate rate = Schedule.Rate.parse(text);

    assertThat(rate.expression()).isEqualTo(expression);
    assertThat(rate.pause()).isEqualTo(pause);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2 days", "25 hours", "1441 minutes", "0 hours", "1 week", "daily", "rate(1 day)"})
  void a_rate_that_skips_days_or_is_none_is_refused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.Rate.parse(text));
  }
}
