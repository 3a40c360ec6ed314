package dev.keepwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The real SES client, talking to a server that answers like SES.
class SesMailSenderTest {

  private static final Mail MAIL = new Mail("Grüße", "Grüße 🦉\n", "<p>Grüße 🦉</p>\n");
  private static final List<String> TO = List.of("ops@example.org", "Jörg <joerg@example.org>");

  private static SesMailSender sender(LocalSes ses) {
    return new SesMailSender(
        new AwsAccess(ses.environment()),
        InstantSource.fixed(Instant.parse("2026-01-20T08:00:00Z")));
  }

  @Test
  void one_message_goes_to_all_recipients() throws Exception {
    try (var ses = LocalSes.takingAll()) {
      assertThat(sender(ses).send("Watch <watch@example.org>", TO, MAIL)).isEqualTo("id-1");

      assertThat(ses.calls()).hasSize(1);
      var call = ses.calls().getFirst();
      assertThat(call.parameters()).containsEntry("Action", "SendRawEmail");
      assertThat(call.source()).isEqualTo("watch@example.org");
      assertThat(call.destinations()).containsExactly("ops@example.org", "joerg@example.org");
      assertThat(call.message().getSubject()).isEqualTo("Grüße");
      assertThat(ReceivedMail.parts(call.message())).containsExactly(MAIL.text(), MAIL.html());
    }
  }

  @Test
  void what_ses_refuses_is_told_with_its_reason_and_what_to_do() {
    try (var ses = LocalSes.refusing("MessageRejected", "Email address is not verified.")) {
      assertThatThrownBy(() -> sender(ses).send("watch@example.org", TO, MAIL))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "Amazon SES in us-east-1 did not take the mail from watch@example.org: "
                  + "Email address is not verified.")
          .hasMessageEndingWith(
              "See that the sender is verified there, and the recipients too while the account"
                  + " is in the sandbox.");
    }
  }
}
