package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.MailAddress;
import dev.keepwatch.infra.fleet.Monitor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.constructs.Construct;

/// What the monitor may do: list the fleet's buckets, send mail as one sender, write its log.
///
/// It reads no object, so it can lose none of their secrets. Its metrics are lines of its log and
/// need no right.
final class MonitorPermissions extends Construct {
  private final ManagedPolicy policy;

  MonitorPermissions(
      Construct scope, String id, Monitor monitor, List<String> buckets, ILogGroup log) {
    super(scope, id);
    policy =
        ManagedPolicy.Builder.create(this, "Policy")
            .description("What the Keepwatch monitor needs")
            .statements(List.of(listing(buckets), mailing(monitor), logging(log)))
            .build();
  }

  void attachTo(IRole role) {
    policy.attachToRole(role);
  }

  private PolicyStatement listing(List<String> buckets) {
    return PolicyStatement.Builder.create()
        .sid("ListTheBuckets")
        .actions(List.of("s3:ListBucket"))
        .resources(buckets.stream().map(this::bucketArn).toList())
        .build();
  }

  /// While an account is in the sandbox of SES, the recipients' identities are asked for as well as
  /// the sender's.
  private PolicyStatement mailing(Monitor monitor) {
    List<String> identities =
        Stream.concat(Stream.of(monitor.sender()), monitor.recipients().stream())
            .flatMap((MailAddress mail) -> Stream.of(mail.address(), mail.domain()))
            .distinct()
            .map(this::identityArn)
            .toList();
    return PolicyStatement.Builder.create()
        .sid("MailAsTheSender")
        .actions(List.of("ses:SendRawEmail"))
        .resources(identities)
        .conditions(Map.of("StringEquals", Map.of("ses:FromAddress", monitor.sender().address())))
        .build();
  }

  private static PolicyStatement logging(ILogGroup log) {
    return PolicyStatement.Builder.create()
        .sid("WriteItsLog")
        .actions(List.of("logs:CreateLogStream", "logs:PutLogEvents"))
        .resources(List.of(log.getLogGroupArn()))
        .build();
  }

  private String bucketArn(String bucket) {
    return Arn.format(
        ArnComponents.builder().service("s3").region("").account("").resource(bucket).build(),
        Stack.of(this));
  }

  private String identityArn(String identity) {
    return Arn.format(
        ArnComponents.builder().service("ses").resource("identity").resourceName(identity).build(),
        Stack.of(this));
  }
}
