package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Fleet;
import dev.keepwatch.infra.fleet.Monitor;
import java.io.IOException;
import java.nio.file.Path;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/// What the account needs once: the monitor of all hosts.
final class MonitorStack extends Stack {
  /// @param code the folder that [MonitorCode] has put together
  /// @throws IOException if the fleet has more names than a role can be told
  MonitorStack(Construct scope, Fleet fleet, Path code) throws IOException {
    super(
        scope,
        StackNames.MONITOR,
        StackNames.props(fleet.monitor().place(), "Mails when a host has no recent, whole backup"));
    Monitor monitor = fleet.monitor();
    MonitorAlarms alarms = new MonitorAlarms(this, "Alarms", monitor);
    var function = new MonitorFunction(this, "Monitor", fleet, code, alarms.topic()).function();
    new MonitorSchedule(this, "Daily", monitor.schedule(), function);
    alarms.watch(function, monitor.schedule().pause());
    CfnOutput.Builder.create(this, "NextStep")
        .value(
            "echo '{\"testEmail\": true}' | aws lambda invoke --function-name "
                + function.getFunctionName()
                + " --payload fileb:///dev/stdin /dev/stdout")
        .description("Sends a test mail to all recipients")
        .build();
  }
}
