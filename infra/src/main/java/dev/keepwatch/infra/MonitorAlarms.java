package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.MailAddress;
import dev.keepwatch.infra.fleet.Monitor;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.constructs.Construct;

/// Watches the watcher: tells people when the monitor fails, and when it does not run at all.
final class MonitorAlarms extends Construct {
  /// A look may come late: clocks are set back for an hour, and the hours of an alarm begin when
  /// they will.
  private static final Duration GRACE = Duration.hours(2);

  private final Topic topic;

  MonitorAlarms(Construct scope, String id, Monitor monitor) {
    super(scope, id);
    topic =
        Topic.Builder.create(this, "Topic")
            .displayName("Keepwatch monitor")
            .enforceSsl(true)
            .build();
    topic.addToResourcePolicy(alarmsMayPublish());
    for (MailAddress recipient : monitor.alarmRecipients()) {
      topic.addSubscription(new EmailSubscription(recipient.address()));
    }
  }

  ITopic topic() {
    return topic;
  }

  void watch(IFunction function, java.time.Duration pause) {
    IMetric errors =
        function.metricErrors(
            MetricOptions.builder().period(Duration.minutes(5)).statistic("Sum").build());
    alarm("Failed", "keepwatch-monitor-failed", errors)
        .alarmDescription(
            "The Keepwatch monitor failed, so trouble with backups may go unnoticed. Its log group /aws/lambda/keepwatch-monitor says why.")
        .threshold(1)
        .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
        .evaluationPeriods(1)
        .treatMissingData(TreatMissingData.NOT_BREACHING)
        .build()
        .addAlarmAction(new SnsAction(topic));
    didNotRun(hours(pause));
  }

  private void didNotRun(int hours) {
    IMetric runs =
        Metric.Builder.create()
            .namespace("Keepwatch/Monitor")
            .metricName("RunsCompleted")
            .period(Duration.hours(1))
            .statistic("Sum")
            .build();
    Alarm alarm =
        alarm("DidNotRun", "keepwatch-monitor-did-not-run", runs)
            .alarmDescription(
                "The Keepwatch monitor has not completed a run for "
                    + hours
                    + " hours, so trouble with backups goes unnoticed. Look at the schedule keepwatch-monitor and at the log group /aws/lambda/keepwatch-monitor.")
            .threshold(1)
            .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
            .evaluationPeriods(hours)
            .datapointsToAlarm(hours)
            .treatMissingData(TreatMissingData.BREACHING)
            .build();
    alarm.addAlarmAction(new SnsAction(topic));
    alarm.addOkAction(new SnsAction(topic));
  }

  private Alarm.Builder alarm(String id, String name, IMetric metric) {
    return Alarm.Builder.create(this, id).alarmName(name).metric(metric);
  }

  /// The pause in hours, rounded up, and the grace; CloudWatch would look at up to seven days.
  private static int hours(java.time.Duration pause) {
    return (int) Math.ceilDiv(pause.toMinutes(), 60) + GRACE.toHours().intValue();
  }

  /// A topic that is given any policy loses the one by which the account's own alarms may publish.
  private PolicyStatement alarmsMayPublish() {
    Stack stack = Stack.of(this);
    return PolicyStatement.Builder.create()
        .sid("AlarmsMayPublish")
        .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
        .actions(List.of("sns:Publish"))
        .resources(List.of(topic.getTopicArn()))
        .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", stack.getAccount())))
        .build();
  }
}
