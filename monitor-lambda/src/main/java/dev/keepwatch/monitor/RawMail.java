package dev.keepwatch.monitor;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/// A mail as it goes over the wire: ASCII, headers, and the two forms of the text to choose from.
final class RawMail {

  /// It cannot occur in quoted-printable text, where `=` is followed by a hexadecimal digit.
  private static final String BOUNDARY = "=_keepwatch_alternative";

  private RawMail() {}

  static byte[] bytes(MailAddress from, List<MailAddress> recipients, Instant date, Mail mail) {
    String head =
        header("From", from.header())
            + header(
                "To",
                recipients.stream().map(MailAddress::header).collect(Collectors.joining(",\r\n ")))
            + header("Subject", HeaderText.unstructured(mail.subject()))
            + header(
                "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(date.atOffset(ZoneOffset.UTC)))
            + header("Auto-Submitted", "auto-generated")
            + header("MIME-Version", "1.0")
            + header("Content-Type", "multipart/alternative; boundary=\"" + BOUNDARY + "\"");
    String body = part("plain", mail.text()) + part("html", mail.html()) + delimiter("--");
    return (head + body).getBytes(StandardCharsets.US_ASCII);
  }

  private static String header(String name, String value) {
    return name + ": " + value + "\r\n";
  }

  private static String part(String kind, String text) {
    return delimiter("")
        + header("Content-Type", "text/" + kind + "; charset=UTF-8")
        + header("Content-Transfer-Encoding", "quoted-printable")
        + "\r\n"
        + QuotedPrintable.encode(text);
  }

  /// The line break before a boundary belongs to it, and not to the text that ends there.
  private static String delimiter(String end) {
    return "\r\n--" + BOUNDARY + end + "\r\n";
  }
}
