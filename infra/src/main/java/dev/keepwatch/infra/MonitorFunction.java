package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Fleet;
import dev.keepwatch.infra.fleet.MailAddress;
import dev.keepwatch.infra.fleet.Monitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.destinations.SnsDestination;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sns.ITopic;
import software.constructs.Construct;

/// The function that looks at the buckets and mails.
final class MonitorFunction extends Construct {
  private static final String NAME = StackNames.MONITOR;
  private static final String HANDLER = "dev.keepwatch.monitor.MonitorHandler::handleRequest";

  private final Function function;

  /// @param code the folder that [MonitorCode] has put together
  /// @throws IOException if the fleet has more names than a role can be told
  MonitorFunction(Construct scope, String id, Fleet fleet, Path code, ITopic trouble)
      throws IOException {
    super(scope, id);
    Monitor monitor = fleet.monitor();
    LogGroup log =
        LogGroup.Builder.create(this, "Log")
            .logGroupName("/aws/lambda/" + NAME)
            .retention(RetentionDays.THREE_MONTHS)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    Role role =
        Role.Builder.create(this, "Role")
            // Buckets in other accounts know it by this name.
            .roleName(StackNames.MONITOR)
            .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
            .description("Lists the fleet's buckets and sends mail")
            .build();
    Bucket state = new MonitorState(this, "State").bucket();
    new MonitorPermissions(this, "Permissions", fleet).grant(role, log, state);
    function =
        Function.Builder.create(this, "Function")
            .functionName(NAME)
            .description("Mails when a backup is too old or not whole")
            .runtime(Runtime.JAVA_25)
            .architecture(Architecture.ARM_64)
            .memorySize(512)
            .timeout(Duration.minutes(10))
            .handler(HANDLER)
            .code(Code.fromAsset(code.toString()))
            .environment(environment(monitor, state))
            .role(role)
            .logGroup(log)
            // A second try would send a second mail; the next look is not far, and the alarm tells
            // of the failure.
            .retryAttempts(0)
            .onFailure(new SnsDestination(trouble))
            .reservedConcurrentExecutions(concurrency(monitor))
            .build();
  }

  Function function() {
    return function;
  }

  private static @Nullable Integer concurrency(Monitor monitor) {
    return monitor.reserveConcurrency() ? 1 : null;
  }

  private Map<String, String> environment(Monitor monitor, Bucket state) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("INVENTORY", Inventory.FILE);
    environment.put("ACCOUNT", Stack.of(this).getAccount());
    environment.put("STATE_BUCKET", state.getBucketName());
    environment.put("SENDER_ADDR", monitor.sender().text());
    environment.put(
        "RECIPIENT_ADDR",
        monitor.recipients().stream().map(MailAddress::text).collect(Collectors.joining(",")));
    environment.put("MAX_AGE_DAYS", Integer.toString(monitor.maxAgeDays()));
    environment.put("TIME_ZONE", monitor.schedule().zone().getId());
    return environment;
  }
}
