package dev.keepwatch.infra;

import static dev.keepwatch.infra.Synthesis.at;
import static dev.keepwatch.infra.Synthesis.map;
import static dev.keepwatch.infra.Synthesis.statements;
import static dev.keepwatch.infra.Synthesis.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@NeedsNode
class MonitorStackTest {
  private static final String STACK = "keepwatch-monitor";
  private static final Synthesis FLEET =
      Synthesis.of(
          """
          monitor:
            sender: Night Watch <watch@mail.example.org>
            recipients: [ops@example.org, boss@example.com]
            alarm-email: oncall@example.net
            schedule: {cron: "30 6 * * ? *", time-zone: America/Sao_Paulo}
            max-age-days: 2
            region: sa-east-1
          hosts:
            - {name: web01, bucket: acme-web01, folders: [home, var/www]}
            - {name: db01}
          """);
  private static final Synthesis OFTEN =
      Synthesis.of(
          """
          monitor:
            sender: watch@example.org
            recipients: [ops@example.org]
            schedule: {rate: 90 minutes}
            reserve-concurrency: false
          hosts: [{name: web01, bucket: acme-web01}]
          """);

  @Test
  void the_function_is_the_monitors_handler_on_java_25_and_arm() {
    assertThat(FLEET.only(STACK, "AWS::Lambda::Function"))
        .containsEntry("Runtime", "java25")
        .containsEntry("Architectures", List.of("arm64"))
        .containsEntry("MemorySize", 512)
        .containsEntry("Timeout", 600)
        .containsEntry("Handler", "dev.keepwatch.monitor.MonitorHandler::handleRequest")
        .containsEntry("ReservedConcurrentExecutions", 1);
  }

  @Test
  void the_function_is_told_buckets_addresses_limit_and_folders() {
    assertThat(at(FLEET.only(STACK, "AWS::Lambda::Function"), "Environment", "Variables"))
        .isEqualTo(
            yaml(
                """
                BUCKET_NAME:
                  "Fn::Join": ["", ["acme-web01,keepwatch-db01-", {Ref: "AWS::AccountId"}, -sa-east-1]]
                EXPECTED_FOLDERS: acme-web01/home,acme-web01/var/www
                MAX_AGE_DAYS: "2"
                RECIPIENT_ADDR: ops@example.org,boss@example.com
                SENDER_ADDR: Night Watch <watch@mail.example.org>
                """));
  }

  @Test
  void without_folders_none_are_expected() {
    assertThat(map(at(OFTEN.only(STACK, "AWS::Lambda::Function"), "Environment", "Variables")))
        .containsOnlyKeys("BUCKET_NAME", "MAX_AGE_DAYS", "RECIPIENT_ADDR", "SENDER_ADDR");
  }

  @Test
  void concurrency_is_not_reserved_where_the_fleet_says_so() {
    assertThat(OFTEN.only(STACK, "AWS::Lambda::Function"))
        .doesNotContainKey("ReservedConcurrentExecutions");
  }

  @Test
  void the_monitor_may_list_the_fleets_buckets_mail_as_the_sender_and_log_and_nothing_else() {
    String ses =
        "{\"Fn::Join\": [\"\", [\"arn:aws:ses:sa-east-1:\", {Ref: \"AWS::AccountId\"}, \":identity/%s\"]]}";

    assertThat(statements(FLEET.only(STACK, "AWS::IAM::ManagedPolicy")))
        .containsOnlyKeys("ListTheBuckets", "MailAsTheSender", "WriteItsLog")
        .containsEntry(
            "ListTheBuckets",
            yaml(
                """
                Sid: ListTheBuckets
                Effect: Allow
                Action: s3:ListBucket
                Resource:
                  - "arn:aws:s3:::acme-web01"
                  - "Fn::Join": ["", ["arn:aws:s3:::keepwatch-db01-", {Ref: "AWS::AccountId"}, -sa-east-1]]
                """))
        .containsEntry(
            "MailAsTheSender",
            Map.of(
                "Sid", "MailAsTheSender",
                "Effect", "Allow",
                "Action", "ses:SendRawEmail",
                "Condition", yaml("StringEquals: {\"ses:FromAddress\": watch@mail.example.org}"),
                "Resource",
                    List.of(
                        yaml(ses.formatted("boss@example.com")),
                        yaml(ses.formatted("example.com")),
                        yaml(ses.formatted("example.org")),
                        yaml(ses.formatted("mail.example.org")),
                        yaml(ses.formatted("ops@example.org")),
                        yaml(ses.formatted("watch@mail.example.org")))))
        .containsEntry(
            "WriteItsLog",
            yaml(
                """
                Sid: WriteItsLog
                Effect: Allow
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"]
                Resource: {"Fn::GetAtt": [MonitorLogEC78DC2E, Arn]}
                """));
  }

  @Test
  void the_role_of_the_function_has_no_policy_that_amazon_may_widen() {
    assertThat(FLEET.all(STACK, "AWS::IAM::Role"))
        .allSatisfy(role -> assertThat(role).doesNotContainKey("ManagedPolicyArns"));
  }

  @Test
  void a_failed_run_is_not_tried_again_but_reported() {
    Map<String, Object> config = FLEET.only(STACK, "AWS::Lambda::EventInvokeConfig");

    assertThat(config).containsEntry("MaximumRetryAttempts", 0);
    assertThat(config.get("DestinationConfig"))
        .isEqualTo(yaml("OnFailure: {Destination: {Ref: AlarmsTopic3A2DFEBA}}"));
  }

  @Test
  void the_schedule_goes_by_the_clock_of_the_place_and_says_for_which_time_it_calls() {
    Map<String, Object> schedule = FLEET.only(STACK, "AWS::Scheduler::Schedule");

    assertThat(schedule)
        .containsEntry("ScheduleExpression", "cron(30 6 * * ? *)")
        .containsEntry("ScheduleExpressionTimezone", "America/Sao_Paulo");
    assertThat(map(at(schedule, "Target")))
        .containsEntry("Input", "{\"scheduledTime\":\"<aws.scheduler.scheduled-time>\"}")
        .containsEntry(
            "RetryPolicy", yaml("{MaximumEventAgeInSeconds: 86400, MaximumRetryAttempts: 0}"))
        .containsKey("RoleArn");
  }

  @Test
  void a_rate_goes_by_no_clock_of_a_place() {
    assertThat(OFTEN.only(STACK, "AWS::Scheduler::Schedule"))
        .containsEntry("ScheduleExpression", "rate(90 minutes)")
        .containsEntry("ScheduleExpressionTimezone", "Etc/UTC");
  }

  @Test
  void the_log_is_kept_for_three_months() {
    assertThat(FLEET.only(STACK, "AWS::Logs::LogGroup"))
        .containsEntry("LogGroupName", "/aws/lambda/keepwatch-monitor")
        .containsEntry("RetentionInDays", 90);
  }

  @Test
  void as_many_hosts_as_a_fleet_may_have_fit_into_environment_and_policy() {
    StringBuilder fleet =
        new StringBuilder(
            """
            monitor: {sender: a@example.org, recipients: [a@example.org], region: eu-central-1}
            hosts:
            """);
    for (int i = 10; i < 60; i++) {
      String bucket = "b".repeat(61) + i;
      fleet.append("  - {name: h" + i + ", bucket: " + bucket + "}\n");
    }
    Synthesis full = Synthesis.of(fleet.toString());

    Object variables = at(full.only(STACK, "AWS::Lambda::Function"), "Environment", "Variables");
    Object policy = at(full.only(STACK, "AWS::IAM::ManagedPolicy"), "PolicyDocument");
    assertThat(variables.toString().length()).isLessThan(4096);
    // Two quotation marks and a few braces for each bucket, which this notation does without.
    assertThat(policy.toString().length() + 50 * 4).isLessThan(6144);
  }
}
