package dev.keepwatch.monitor;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;

/// Sends mail through Amazon SES, in the function's own region.
final class SesMailSender implements MailSender {

  private final AwsAccess access;
  private final InstantSource clock;

  SesMailSender(AwsAccess access, InstantSource clock) {
    this.access = access;
    this.clock = clock;
  }

  @Override
  public String send(String from, List<String> recipients, Mail mail) throws IOException {
    var sender = MailAddress.parse(from);
    var to = recipients.stream().map(MailAddress::parse).toList();
    var raw = SdkBytes.fromByteArray(RawMail.bytes(sender, to, clock.instant(), mail));
    var request =
        SendRawEmailRequest.builder()
            .source(sender.address())
            .destinations(to.stream().map(MailAddress::address).toList())
            .rawMessage(message -> message.data(raw))
            .build();
    try (var ses = access.prepare(SesClient.builder(), "SES").build()) {
      return ses.sendRawEmail(request).messageId();
    } catch (SdkException e) {
      throw new IOException(
          "Amazon SES in %s did not take the mail from %s: %s. See that the sender is verified there, and the recipients too while the account is in the sandbox."
              .formatted(
                  access.region(), sender.address(), SafeText.cut(String.valueOf(e.getMessage()))),
          e);
    }
  }
}
