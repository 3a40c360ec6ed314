package dev.keepwatch.monitor;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The Lambda function: looks at all folders of the configured buckets, and mails if one is in
/// trouble.
///
/// The event says nothing but whether a test mail is wanted: `{"testEmail": true}`, or any other
/// value than `false`. Whatever keeps a run from its end (a wrong setting, a mail that SES refuses)
/// is thrown, so that the invocation counts as failed and an alarm can tell; a bucket that cannot
/// be read does not, it stands in the mail.
public final class MonitorHandler
    implements RequestHandler<@Nullable Map<String, Object>, Map<String, Object>> {

  private final Map<String, String> environment;
  private final Inspection inspection;
  private final MailSender mailSender;

  /// As Lambda makes it.
  public MonitorHandler() {
    this(System.getenv(), InstantSource.system());
  }

  MonitorHandler(Map<String, String> environment, InstantSource clock) {
    this(environment, clock, new SesMailSender(new AwsAccess(environment), clock));
  }

  /// The same function anywhere else.
  ///
  /// @param environment the settings, and where AWS is (`AWS_ENDPOINT_URL_S3`, `AWS_REGION`, keys)
  /// @param mailSender what takes the place of SES
  public MonitorHandler(
      Map<String, String> environment, InstantSource clock, MailSender mailSender) {
    this.environment = Map.copyOf(environment);
    var buckets = new S3Listing(new AwsAccess(environment));
    this.inspection = new Inspection(buckets, new DirectoryListing(), clock);
    this.mailSender = mailSender;
  }

  /// @return how many folders are well and how many are not, and the mail's id if one was sent
  @Override
  public Map<String, Object> handleRequest(
      @Nullable Map<String, Object> event, @Nullable Context context) {
    var settings = MonitorSettings.of(new Inventory(environment).settings());
    var report =
        inspection.of(settings.targets(), settings.expected(), settings.maxAge(), settings.zone());
    Optional<String> messageId = mail(report, isTest(event)).map(mail -> send(mail, settings));
    RunMetrics.onStandardOutput().write(report);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("foldersHealthy", report.healthy().size());
    result.put("foldersInTrouble", report.troubled().size());
    messageId.ifPresent(id -> result.put("messageId", id));
    return result;
  }

  private static boolean isTest(@Nullable Map<String, Object> event) {
    return event != null
        && event.containsKey("testEmail")
        && !"false".equals(String.valueOf(event.get("testEmail")));
  }

  private static Optional<Mail> mail(Report report, boolean test) {
    var mails = new ReportMail(report);
    if (test) {
      return Optional.of(mails.test());
    }
    return report.isHealthy() ? Optional.empty() : Optional.of(mails.alert());
  }

  private String send(Mail mail, MonitorSettings settings) {
    List<String> recipients = settings.recipients().stream().map(MailAddress::toString).toList();
    try {
      return mailSender.send(settings.sender().toString(), recipients, mail);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
