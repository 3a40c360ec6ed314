package dev.keepwatch.monitor;

import java.io.IOException;
import java.util.List;

/// Sends mail.
public interface MailSender {

  /// Sends one message to all recipients.
  ///
  /// @param from the sender, `address` or `name <address>`
  /// @param recipients at least one, as the sender
  /// @return the message's id
  /// @throws IOException if the mail was not taken over; the message says why and what to do
  String send(String from, List<String> recipients, Mail mail) throws IOException;
}
