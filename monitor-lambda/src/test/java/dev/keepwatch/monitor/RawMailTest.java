package dev.keepwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What we write, read by a mail library.
class RawMailTest {

  private static final Instant DATE = Instant.parse("2026-01-20T08:00:00Z");
  private static final MailAddress FROM = MailAddress.parse("Keepwatch <watch@example.org>");
  private static final List<MailAddress> TO = MailAddress.parseAll("ops@example.org");

  private static byte[] bytes(Mail mail) {
    return RawMail.bytes(FROM, TO, DATE, mail);
  }

  private static MimeMessage read(Mail mail) throws MessagingException {
    return ReceivedMail.parse(bytes(mail));
  }

  private static Mail subject(String subject) {
    return new Mail(subject, "text\n", "<p>text</p>\n");
  }

  @Test
  void it_has_the_headers_that_mail_programs_look_for() throws Exception {
    var message = read(subject("Missing recent backups: acme"));

    assertThat(message.getSubject()).isEqualTo("Missing recent backups: acme");
    assertThat(message.getFrom())
        .containsExactly(new InternetAddress("watch@example.org", "Keepwatch"));
    assertThat(message.getSentDate()).isEqualTo(Date.from(DATE));
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(message.getContentType()).startsWith("multipart/alternative");
  }

  @Test
  void all_recipients_stand_in_one_message() throws Exception {
    var to =
        MailAddress.parseAll(
            "\"Ops, Team\" <ops@example.org>, Jörg <joerg@example.org>, \"A \\ B\" <ab@example.org>");
    var message = ReceivedMail.parse(RawMail.bytes(FROM, to, DATE, subject("x")));

    assertThat(message.getRecipients(Message.RecipientType.TO))
        .containsExactly(
            new InternetAddress("ops@example.org", "Ops, Team"),
            new InternetAddress("joerg@example.org", "Jörg"),
            new InternetAddress("ab@example.org", "A \\ B"));
  }

  @Test
  void fifty_recipients_keep_the_lines_short() {
    var to =
        IntStream.range(0, 50)
            .mapToObj(i -> new MailAddress("Somebody " + i, "somebody" + i + "@example.org"))
            .toList();

    assertLinesShort(RawMail.bytes(FROM, to, DATE, subject("x")));
  }

  @Test
  void text_and_html_arrive_as_they_were_the_plain_one_first() throws Exception {
    var mail =
        new Mail(
            "s",
            "Grüße = 100 % 🦉\n  indented \ntrailing tab\t\n.\nFrom here\n\n",
            "<p>" + "ü".repeat(400) + "</p>\n");

    assertThat(ReceivedMail.parts(read(mail))).containsExactly(mail.text(), mail.html());
    assertLinesShort(bytes(mail));
  }

  @Test
  void a_subject_in_any_language_arrives_as_it_was() throws Exception {
    for (var subject :
        List.of(
            "Fehlende Sicherungen: Bücher",
            "🦉".repeat(60),
            "=?UTF-8?B?SGk=?=",
            "ö" + "x".repeat(200))) {
      assertThat(read(subject(subject)).getSubject()).isEqualTo(subject);
      assertLinesShort(bytes(subject(subject)));
    }
  }

  @Test
  void a_line_break_in_a_subject_begins_no_header() throws Exception {
    var message = read(subject("x\r\nBcc: victim@example.org"));

    assertThat(message.getHeader("Bcc")).isNull();
  }

  @Test
  void whatever_the_text_it_arrives_as_it_was() throws Exception {
    for (long seed = 1; seed <= 200; seed++) {
      var random = new Random(seed);
      var text = new StringBuilder();
      for (int i = random.nextInt(300); i > 0; i--) {
        int kind = random.nextInt(10);
        text.appendCodePoint(
            kind == 0 ? '\n' : kind < 8 ? 9 + random.nextInt(118) : 0x20ac + random.nextInt(9999));
      }
      String lines = text.toString().replaceAll("[\\r\\x0b\\f\\x1c-\\x1f]", " ") + "\n";

      assertThat(ReceivedMail.parts(read(new Mail("s", lines, lines))))
          .as("seed %d", seed)
          .containsExactly(lines, lines);
    }
  }

  private static void assertLinesShort(byte[] bytes) {
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .matches("(?s)[\\r\\n\\t -~]*")
        .doesNotContainPattern("(?<!\r)\n")
        .doesNotContainPattern("\r(?!\n)");
    assertThat(new String(bytes, StandardCharsets.US_ASCII).lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(76));
  }
}
