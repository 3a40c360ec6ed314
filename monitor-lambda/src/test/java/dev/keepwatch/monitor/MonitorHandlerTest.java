package dev.keepwatch.monitor;

import static dev.keepwatch.monitor.FolderBuilder.folder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The whole function, from a real S3 server to what arrives at one that answers like SES.
class MonitorHandlerTest {

  private static final LocalS3 S3 = LocalS3.running();

  private final PrintStream realOut = System.out;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final LocalSes ses = LocalSes.takingAll();

  @BeforeAll
  static void fill() {
    S3.makeBucket("handler-well");
    S3.put("handler-well", "home/", folder().full("20260119T020000Z", 1));
    S3.makeBucket("handler-ill");
    S3.put("handler-ill", "home/", folder().full("20260101T020000Z", 1));
    S3.put("handler-ill", "etc/", folder().full("20260119T020000Z", 1));
    S3.makeBucket("handler-empty");
  }

  @BeforeEach
  void capture() {
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(realOut);
    ses.close();
  }

  private Map<String, String> environment(LocalSes mails, String buckets) {
    var environment = new HashMap<>(mails.environment());
    environment.putAll(S3.environment());
    environment.put("BUCKET_NAME", buckets);
    environment.put("SENDER_ADDR", "Keepwatch <watch@example.org>");
    environment.put("RECIPIENT_ADDR", "ops@example.org, boss@example.org");
    return environment;
  }

  private MonitorHandler handler(Map<String, String> environment) {
    return new MonitorHandler(environment, InstantSource.fixed(Judging.NOW));
  }

  private Map<String, Object> run(String buckets, Map<String, Object> event) {
    return handler(environment(ses, buckets)).handleRequest(event, null);
  }

  private String printedLine() {
    return printed.toString(StandardCharsets.UTF_8).strip();
  }

  @Test
  void when_all_is_well_nothing_is_sent_and_the_run_is_counted() {
    assertThat(run("handler-well", Map.of()))
        .isEqualTo(Map.of("foldersHealthy", 1, "foldersInTrouble", 0));

    assertThat(ses.calls()).isEmpty();
    assertThat(printedLine())
        .isEqualTo(
            "{\"_aws\":{\"Timestamp\":1768896000000,\"CloudWatchMetrics\":[{\"Namespace\":"
                + "\"Keepwatch/Monitor\",\"Dimensions\":[[]],\"Metrics\":["
                + "{\"Name\":\"RunsCompleted\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"FoldersHealthy\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"FoldersInTrouble\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"BucketsUnreadable\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"Requests\",\"Unit\":\"Count\"}]}]},"
                + "\"RunsCompleted\":1,\"FoldersHealthy\":1,\"FoldersInTrouble\":0,"
                + "\"BucketsUnreadable\":0,\"Requests\":1}");
  }

  @Test
  void trouble_is_mailed_to_everybody_under_the_old_subject() throws Exception {
    var result = run("handler-ill", Map.of("scheduledTime", "2026-01-20T08:00:00Z"));

    assertThat(result)
        .isEqualTo(Map.of("foldersHealthy", 1, "foldersInTrouble", 1, "messageId", "id-1"));
    var call = ses.calls().getFirst();
    assertThat(call.destinations()).containsExactly("ops@example.org", "boss@example.org");
    assertThat(call.message().getSubject()).isEqualTo("Missing recent backups: handler-ill");
    assertThat(ReceivedMail.parts(call.message()).getFirst())
        .contains("LATE s3://handler-ill/home")
        .doesNotContain("handler-ill/etc")
        .contains("The other folder is fresh and whole.");
    assertThat(printedLine()).contains("\"FoldersInTrouble\":1");
  }

  @Test
  void an_event_of_the_scheduler_is_a_run_like_any_other() {
    Map<String, Object> event = new HashMap<>();
    event.put("version", "0");
    event.put("detail-type", "Scheduled Event");
    event.put("source", "aws.events");
    event.put("time", "2026-01-20T08:00:00Z");
    event.put("resources", List.of("arn:aws:events:eu-west-1:123456789012:rule/daily"));
    event.put("detail", Map.of());

    assertThat(run("handler-well", event)).containsEntry("foldersHealthy", 1);
    assertThat(ses.calls()).isEmpty();
  }

  @Test
  void a_test_mail_is_sent_when_all_is_well() throws Exception {
    run("handler-well", Map.of("testEmail", true));

    var message = ses.calls().getFirst().message();
    assertThat(message.getSubject()).isEqualTo("Backup monitor results: handler-well");
    assertThat(ReceivedMail.parts(message).getFirst())
        .startsWith("TEST: this mail was asked for.")
        .contains("FRESH")
        .contains("s3://handler-well/home");
  }

  @Test
  void any_value_but_false_asks_for_a_test_mail() {
    var withNull = new HashMap<String, Object>();
    withNull.put("testEmail", null);
    run("handler-well", Map.of("testEmail", "yes"));
    run("handler-well", withNull);
    assertThat(ses.calls()).hasSize(2);

    run("handler-well", Map.of("testEmail", false));
    run("handler-well", Map.of("testEmail", "false"));
    assertThat(ses.calls()).hasSize(2);
  }

  @Test
  void a_bucket_that_is_gone_is_mailed_and_the_others_are_looked_at() throws Exception {
    run("handler-gone,handler-ill,handler-empty", Map.of());

    var message = ses.calls().getFirst().message();
    assertThat(message.getSubject()).isEqualTo("[NEVER ARRIVED] backups in 3 places");
    assertThat(ReceivedMail.parts(message).getFirst())
        .startsWith("Trouble in 3 of 4 folders: 1 with nothing to restore, 1 unreadable, 1")
        .contains("UNREADABLE s3://handler-gone")
        .contains("there is no such bucket")
        .contains("LATE s3://handler-ill/home")
        .contains("NEVER ARRIVED s3://handler-empty");
    assertThat(printedLine()).contains("\"BucketsUnreadable\":1");
  }

  @Test
  void an_expected_folder_without_a_set_is_mailed() throws Exception {
    var environment = environment(ses, "handler-well");
    environment.put("EXPECTED_FOLDERS", "handler-well/home,handler-well/var");
    handler(environment).handleRequest(Map.of(), null);

    assertThat(ReceivedMail.parts(ses.calls().getFirst().message()).getFirst())
        .startsWith("Trouble in 1 of 2 folders: 1 with nothing to restore.")
        .contains("NEVER ARRIVED s3://handler-well/var");
  }

  @Test
  void a_mail_that_ses_refuses_fails_the_run_which_is_not_counted() {
    try (var refusing = LocalSes.refusing("MessageRejected", "Address not verified.")) {
      assertThatThrownBy(
              () -> handler(environment(refusing, "handler-ill")).handleRequest(Map.of(), null))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("Address not verified.");
    }
    assertThat(printedLine()).isEmpty();
  }

  @Test
  void a_wrong_setting_fails_the_run_before_anything_is_asked() {
    var environment = environment(ses, "handler-ill");
    environment.put("MAX_AGE_DAYS", "0");

    assertThatThrownBy(() -> handler(environment).handleRequest(Map.of(), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("MAX_AGE_DAYS is wrong: ");
    assertThat(ses.calls()).isEmpty();
    assertThat(printedLine()).isEmpty();
  }

  @Test
  void a_sender_of_ones_own_can_take_the_place_of_ses() {
    var subjects = new ArrayList<String>();
    MailSender kept =
        (from, recipients, mail) -> {
          subjects.add(from + " " + recipients + " " + mail.subject());
          return "kept";
        };
    var handler =
        new MonitorHandler(environment(ses, "handler-ill"), InstantSource.fixed(Judging.NOW), kept);

    assertThat(handler.handleRequest(null, null)).containsEntry("messageId", "kept");
    assertThat(subjects)
        .containsExactly(
            "\"Keepwatch\" <watch@example.org> [ops@example.org, boss@example.org]"
                + " Missing recent backups: handler-ill");
  }
}
