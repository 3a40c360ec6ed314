package dev.keepwatch.monitor;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// A mail as a mail program understands it.
final class ReceivedMail {

  private ReceivedMail() {}

  static MimeMessage parse(byte[] raw) throws MessagingException {
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
  }

  /// The forms of its text, with `\n` at the ends of the lines.
  static List<String> parts(MimeMessage message) throws MessagingException, IOException {
    var parts = new ArrayList<String>();
    var multipart = (Multipart) message.getContent();
    for (int i = 0; i < multipart.getCount(); i++) {
      parts.add(((String) multipart.getBodyPart(i).getContent()).replace("\r\n", "\n"));
    }
    return parts;
  }
}
