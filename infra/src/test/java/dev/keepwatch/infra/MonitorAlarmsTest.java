package dev.keepwatch.infra;

import static dev.keepwatch.infra.Synthesis.statements;
import static dev.keepwatch.infra.Synthesis.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Who watches the watcher.
@NeedsNode
class MonitorAlarmsTest {
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
  void an_alarm_rings_when_no_run_was_completed_for_a_day_and_two_hours() {
    assertThat(alarm(FLEET, "keepwatch-monitor-did-not-run"))
        .containsEntry("Namespace", "Keepwatch/Monitor")
        .containsEntry("MetricName", "RunsCompleted")
        .containsEntry("Statistic", "Sum")
        .containsEntry("Period", 3600)
        .containsEntry("EvaluationPeriods", 26)
        .containsEntry("DatapointsToAlarm", 26)
        .containsEntry("Threshold", 1)
        .containsEntry("ComparisonOperator", "LessThanThreshold")
        .containsEntry("TreatMissingData", "breaching")
        .containsEntry("AlarmActions", yaml("[{Ref: AlarmsTopic3A2DFEBA}]"))
        .doesNotContainKey("Dimensions");
  }

  @Test
  void the_alarm_waits_as_long_as_a_rate_asks_for() {
    assertThat(alarm(OFTEN, "keepwatch-monitor-did-not-run")).containsEntry("EvaluationPeriods", 4);
  }

  @Test
  void an_alarm_rings_when_the_function_fails() {
    assertThat(alarm(FLEET, "keepwatch-monitor-failed"))
        .containsEntry("Namespace", "AWS/Lambda")
        .containsEntry("MetricName", "Errors")
        .containsEntry("Threshold", 1)
        .containsEntry("ComparisonOperator", "GreaterThanOrEqualToThreshold")
        .containsEntry("TreatMissingData", "notBreaching")
        .containsEntry("AlarmActions", yaml("[{Ref: AlarmsTopic3A2DFEBA}]"));
  }

  @Test
  void alarms_go_to_the_address_for_alarms_else_to_the_recipients() {
    assertThat(FLEET.only(STACK, "AWS::SNS::Subscription"))
        .containsEntry("Endpoint", "oncall@example.net");
    assertThat(OFTEN.only(STACK, "AWS::SNS::Subscription"))
        .containsEntry("Endpoint", "ops@example.org");
  }

  @Test
  void the_accounts_alarms_and_nobody_elses_may_publish_to_the_topic() {
    assertThat(statements(FLEET.only(STACK, "AWS::SNS::TopicPolicy")))
        .containsEntry(
            "AlarmsMayPublish",
            yaml(
                """
                Sid: AlarmsMayPublish
                Effect: Allow
                Principal: {Service: cloudwatch.amazonaws.com}
                Action: sns:Publish
                Resource: {Ref: AlarmsTopic3A2DFEBA}
                Condition: {StringEquals: {"aws:SourceAccount": {Ref: "AWS::AccountId"}}}
                """));
  }

  private static Map<String, Object> alarm(Synthesis fleet, String name) {
    return fleet.all(STACK, "AWS::CloudWatch::Alarm").stream()
        .filter(alarm -> name.equals(alarm.get("AlarmName")))
        .findFirst()
        .orElseThrow();
  }
}
