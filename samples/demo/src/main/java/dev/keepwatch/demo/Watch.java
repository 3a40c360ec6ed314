package dev.keepwatch.demo;

import dev.keepwatch.monitor.Mail;
import dev.keepwatch.monitor.MailSender;
import dev.keepwatch.monitor.MonitorHandler;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The handler that runs as a Lambda function, with its settings; its mail goes no further than
/// here.
final class Watch {

  private final Map<String, String> environment;

  /// @param s3 the variables that say where S3 is
  /// @param zone of those who read its mails
  Watch(Map<String, String> s3, ZoneId zone) {
    var all = new HashMap<>(s3);
    all.put("BUCKET_NAME", LocalBucket.NAME);
    all.put("SENDER_ADDR", "Keepwatch <keepwatch@example.org>");
    all.put("RECIPIENT_ADDR", "you@example.org");
    all.put("TIME_ZONE", zone.getId());
    environment = Map.copyOf(all);
  }

  /// Lets the monitor look once.
  ///
  /// @param clock what time it thinks it is
  /// @return the mail that it sends, if it does
  Optional<Mail> look(InstantSource clock) {
    var sent = new Sent();
    new MonitorHandler(environment, clock, sent).handleRequest(null, null);
    return sent.mails.stream().findFirst();
  }

  private static final class Sent implements MailSender {
    private final List<Mail> mails = new ArrayList<>();

    @Override
    public String send(String from, List<String> recipients, Mail mail) throws IOException {
      mails.add(mail);
      return "demo";
    }
  }
}
