package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Schedule.Cron;
import dev.keepwatch.infra.fleet.Schedule.Rate;
import java.util.Map;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.lambda.IFunction;
import software.amazon.awscdk.services.scheduler.ContextAttribute;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.scheduler.targets.LambdaInvoke;
import software.amazon.awscdk.services.scheduler.targets.ScheduleTargetBaseProps;
import software.constructs.Construct;

/// Wakes the monitor.
///
/// It says for which time it does so; a call that arrives twice is then known as the same.
final class MonitorSchedule extends Construct {
  MonitorSchedule(
      Construct scope, String id, dev.keepwatch.infra.fleet.Schedule schedule, IFunction function) {
    super(scope, id);
    var target =
        new LambdaInvoke(
            function,
            ScheduleTargetBaseProps.builder()
                .retryAttempts(0)
                .input(
                    ScheduleTargetInput.fromObject(
                        Map.of("scheduledTime", ContextAttribute.getScheduledTime())))
                .build());
    Schedule.Builder.create(this, "Schedule")
        .scheduleName("keepwatch-monitor")
        .description("Wakes the Keepwatch monitor")
        .schedule(expression(schedule))
        .target(target)
        .build();
  }

  private static ScheduleExpression expression(dev.keepwatch.infra.fleet.Schedule schedule) {
    return switch (schedule) {
      case Cron cron ->
          ScheduleExpression.expression(cron.expression(), TimeZone.of(cron.zone().getId()));
      case Rate rate -> ScheduleExpression.expression(rate.expression());
    };
  }
}
