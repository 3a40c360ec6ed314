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
  private static final String STATE = "E843A26A";
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
  void the_function_is_told_addresses_limit_and_where_its_inventory_and_its_state_are() {
    assertThat(at(FLEET.only(STACK, "AWS::Lambda::Function"), "Environment", "Variables"))
        .isEqualTo(
            yaml(
                """
                ACCOUNT: {Ref: "AWS::AccountId"}
                INVENTORY: inventory.tsv
                MAX_AGE_DAYS: "2"
                RECIPIENT_ADDR: ops@example.org,boss@example.com
                SENDER_ADDR: Night Watch <watch@mail.example.org>
                STATE_BUCKET: {Ref: MonitorStateBucket%s}
                TIME_ZONE: America/Sao_Paulo
                """
                    .formatted(STATE)));
  }

  @Test
  void concurrency_is_not_reserved_where_the_fleet_says_so() {
    assertThat(OFTEN.only(STACK, "AWS::Lambda::Function"))
        .doesNotContainKey("ReservedConcurrentExecutions");
  }

  @Test
  void the_monitor_may_list_the_fleets_buckets_and_read_manifests_and_heartbeats_there() {
    assertThat(statements(FLEET.only(STACK, "AWS::IAM::ManagedPolicy")))
        .isEqualTo(
            Map.of(
                "WatchTheBuckets",
                yaml(
                    """
                    Sid: WatchTheBuckets
                    Effect: Allow
                    Action: ["s3:GetObject", "s3:ListBucket", "s3:ListBucketVersions"]
                    Resource:
                      - "arn:aws:s3:::acme-web01"
                      - "arn:aws:s3:::acme-web01/*"
                      - "Fn::Join": ["", ["arn:aws:s3:::keepwatch-db01-", {Ref: "AWS::AccountId"}, "-sa-east-1*"]]
                    Condition: {StringEquals: {"aws:ResourceAccount": [{Ref: "AWS::AccountId"}]}}
                    """)));
    assertThat(statements(FLEET.only(STACK, "AWS::IAM::Policy", "MailAsTheSender")))
        .containsEntry(
            "ReadOnlyManifestsAndHeartbeats",
            yaml(
                """
                Sid: ReadOnlyManifestsAndHeartbeats
                Effect: Deny
                Action: s3:GetObject
                NotResource:
                  - "arn:aws:s3:::*/*.manifest*"
                  - "arn:aws:s3:::*/keepwatch/heartbeat/*"
                  - "Fn::Join": ["", [{"Fn::GetAtt": [MonitorStateBucket%s, Arn]}, /*]]
                """
                    .formatted(STATE)));
  }

  @Test
  void the_monitor_may_mail_as_the_sender_log_and_remember_and_nothing_else() {
    String ses =
        "{\"Fn::Join\": [\"\", [\"arn:aws:ses:sa-east-1:\", {Ref: \"AWS::AccountId\"}, \":identity/%s\"]]}";

    assertThat(statements(FLEET.only(STACK, "AWS::IAM::Policy", "MailAsTheSender")))
        .containsOnlyKeys(
            "MailAsTheSender", "WriteItsLog", "KeepItsState", "ReadOnlyManifestsAndHeartbeats")
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
  void the_state_has_a_bucket_of_its_own_that_is_private_and_versioned() {
    assertThat(FLEET.only(STACK, "AWS::S3::Bucket"))
        .doesNotContainKey("BucketName")
        .containsEntry("VersioningConfiguration", yaml("Status: Enabled"))
        .containsKeys("PublicAccessBlockConfiguration", "BucketEncryption", "OwnershipControls");
  }

  @Test
  void the_inventory_lies_beside_the_code_and_tells_buckets_folders_and_limits() {
    Synthesis fleet =
        Synthesis.of(
            """
            monitor:
              sender: watch@example.org
              recipients: [ops@example.org]
              max-age-days: 2
              first-backup-within: 3d
            hosts:
              - {name: web01, bucket: acme-web01, retention: {keep-fulls: 3}, folders: [home, {name: var/www, every: 26h}]}
              - {name: db01}
              - {name: far, region: eu-west-1}
            watch-only: [{bucket: acme-old, folders: [x]}]
            """);

    assertThat(fleet.file("monitor-function/inventory.tsv"))
        .isEqualTo(
            """
            # What the Keepwatch monitor watches; made from fleet.yaml.
            bucket\tacme-web01\tweb01\t72\t3\t35
            folder\tacme-web01\thome\t48
            folder\tacme-web01\tvar/www\t26
            bucket\tkeepwatch-db01-{account}-{region}\tdb01\t72\t0\t0
            bucket\tkeepwatch-far-{account}-eu-west-1\tfar\t72\t0\t0
            bucket\tacme-old\t-\t72\t0\t0
            folder\tacme-old\tx\t48
            """);
    assertThat(fleet.only(STACK, "AWS::Lambda::Function").toString()).contains(".zip");
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
}
