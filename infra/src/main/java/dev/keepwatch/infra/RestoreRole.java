package dev.keepwatch.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/// What an operator becomes, with a second factor, to restore a host or to undo its deletions.
///
/// To S3 a delete marker is a version like others, so whoever may remove markers may remove
/// versions too. No host ever has this role; an Object Lock holds against it.
final class RestoreRole extends Construct {
  private final Role role;

  RestoreRole(Construct scope, String id, String host, IBucket bucket) {
    super(scope, id);
    var withSecondFactor =
        new PrincipalWithConditions(
            new AccountRootPrincipal(),
            Map.of("Bool", Map.of("aws:MultiFactorAuthPresent", "true")));
    role =
        Role.Builder.create(this, "Role")
            .roleName(StackNames.host(host) + "-restore")
            .description("For operators: reads, thaws and undeletes the backups of " + host)
            .assumedBy(withSecondFactor)
            // The longest there is; what lies in an archive class takes hours.
            .maxSessionDuration(Duration.hours(12))
            .build();
    ManagedPolicy.Builder.create(this, "Policy")
        .description("What an operator needs to restore " + host)
        .statements(List.of(seeing(bucket), reading(bucket), undeleting(bucket)))
        .roles(List.of(role))
        .build();
  }

  Role role() {
    return role;
  }

  private static PolicyStatement seeing(IBucket bucket) {
    return PolicyStatement.Builder.create()
        .sid("SeeWhatIsAndWas")
        .actions(
            List.of(
                "s3:GetBucketLocation",
                "s3:GetBucketVersioning",
                "s3:ListBucket",
                "s3:ListBucketVersions"))
        .resources(List.of(bucket.getBucketArn()))
        .build();
  }

  private static PolicyStatement reading(IBucket bucket) {
    return PolicyStatement.Builder.create()
        .sid("ReadAndThaw")
        .actions(List.of("s3:GetObject", "s3:GetObjectVersion", "s3:RestoreObject"))
        .resources(List.of(bucket.arnForObjects("*")))
        .build();
  }

  private static PolicyStatement undeleting(IBucket bucket) {
    return PolicyStatement.Builder.create()
        .sid("RemoveDeleteMarkers")
        .actions(List.of("s3:DeleteObjectVersion"))
        .resources(List.of(bucket.arnForObjects("*")))
        .build();
  }
}
