package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Fleet;
import dev.keepwatch.infra.fleet.Monitor;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/// What the account needs once: the monitor of all hosts.
final class MonitorStack extends Stack {
  MonitorStack(Construct scope, Fleet fleet, Path jar) {
    super(
        scope,
        StackNames.MONITOR,
        StackNames.props(
            fleet.monitor().region(), "Mails when a host has no recent, whole backup"));
    Monitor monitor = fleet.monitor();
    MonitorAlarms alarms = new MonitorAlarms(this, "Alarms", monitor);
    var function =
        new MonitorFunction(
                this, "Monitor", monitor, jar, buckets(fleet), folders(fleet), alarms.topic())
            .function();
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

  private List<String> buckets(Fleet fleet) {
    return fleet.hosts().stream().map(host -> StackNames.bucket(host.bucket(), this)).toList();
  }

  private List<String> folders(Fleet fleet) {
    return fleet.hosts().stream()
        .flatMap(host -> {
          String bucket = StackNames.bucket(host.bucket(), this);
          return host.folders().stream().map(folder -> bucket + "/" + folder);
        })
        .toList();
  }
}
