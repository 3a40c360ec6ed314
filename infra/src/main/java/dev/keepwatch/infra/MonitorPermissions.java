package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Fleet;
import dev.keepwatch.infra.fleet.MailAddress;
import dev.keepwatch.infra.fleet.Monitor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/// What the monitor may do: list the fleet's buckets, read manifests and heartbeats in them, keep
/// its state, send mail as one sender, write its log.
///
/// It reads no volume, so it can lose none. Its metrics are lines of its log and need no right.
final class MonitorPermissions extends Construct {
  /// All that it may read of a bucket.
  static final List<String> READABLE = List.of("*.manifest*", BackupBucket.HEARTBEATS + "*");

  private final Fleet fleet;

  MonitorPermissions(Construct scope, String id, Fleet fleet) {
    super(scope, id);
    this.fleet = fleet;
  }

  /// @throws IOException if the fleet has more names than a role can be told
  void grant(Role role, ILogGroup log, IBucket state) throws IOException {
    role.addToPolicy(mailing(fleet.monitor()));
    role.addToPolicy(logging(log));
    role.addToPolicy(remembering(state));
    role.addToPolicy(nothingElse(state));
    watchingAll(role);
  }

  private void watchingAll(IRole role) throws IOException {
    List<List<String>> policies = new BucketGrants(Stack.of(this)).of(Watched.of(fleet));
    if (policies.size() > BucketGrants.MOST_POLICIES) {
      throw new IOException(
          "The names of the fleet's buckets take %d policies, and the monitor's role can have %d: let buckets be named after their hosts (without bucket:), or give them shorter names."
              .formatted(policies.size(), BucketGrants.MOST_POLICIES));
    }
    for (int i = 0; i < policies.size(); i++) {
      ManagedPolicy.Builder.create(this, "Policy" + (i == 0 ? "" : i + 1))
          .description("Which buckets the Keepwatch monitor watches, part " + (i + 1))
          .statements(List.of(watching(policies.get(i))))
          .roles(List.of(role))
          .build();
    }
  }

  /// Listing concerns buckets and reading objects, so one statement can say both. The account is
  /// named as well, lest a bucket that was given up and taken by somebody else be watched.
  private PolicyStatement watching(List<String> resources) {
    return PolicyStatement.Builder.create()
        .sid("WatchTheBuckets")
        .actions(List.of("s3:GetObject", "s3:ListBucket", "s3:ListBucketVersions"))
        .resources(resources)
        .conditions(Map.of("StringEquals", Map.of("aws:ResourceAccount", accounts())))
        .build();
  }

  private List<String> accounts() {
    return Watched.of(fleet).stream()
        .map(watched -> StackNames.account(watched.place(), Stack.of(this)))
        .distinct()
        .toList();
  }

  /// Once for all buckets; said with each of them it would take more policies than a role can have.
  private PolicyStatement nothingElse(IBucket state) {
    Stream<String> readable = READABLE.stream().map(pattern -> s3Arn("*/" + pattern));
    return PolicyStatement.Builder.create()
        .sid("ReadOnlyManifestsAndHeartbeats")
        .effect(Effect.DENY)
        .actions(List.of("s3:GetObject"))
        .notResources(Stream.concat(readable, Stream.of(state.arnForObjects("*"))).toList())
        .build();
  }

  private static PolicyStatement remembering(IBucket state) {
    return PolicyStatement.Builder.create()
        .sid("KeepItsState")
        .actions(List.of("s3:GetObject", "s3:ListBucket", "s3:PutObject"))
        .resources(List.of(state.getBucketArn(), state.arnForObjects("*")))
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

  private String s3Arn(String resource) {
    return Arn.format(
        ArnComponents.builder().service("s3").region("").account("").resource(resource).build(),
        Stack.of(this));
  }

  private String identityArn(String identity) {
    return Arn.format(
        ArnComponents.builder().service("ses").resource("identity").resourceName(identity).build(),
        Stack.of(this));
  }
}
