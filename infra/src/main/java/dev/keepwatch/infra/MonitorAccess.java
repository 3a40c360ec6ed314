package dev.keepwatch.infra;

import java.util.List;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;

/// Lets the monitor of another account look into a bucket: there its own rights are not enough.
final class MonitorAccess {
  private final IBucket bucket;

  MonitorAccess(IBucket bucket) {
    this.bucket = bucket;
  }

  void grant(String monitorRoleArn) {
    var monitor = new ArnPrincipal(monitorRoleArn);
    bucket.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("MonitorListsNames")
            .principals(List.of(monitor))
            .actions(List.of("s3:ListBucket", "s3:ListBucketVersions"))
            .resources(List.of(bucket.getBucketArn()))
            .build());
    bucket.addToResourcePolicy(
        PolicyStatement.Builder.create()
            .sid("MonitorReadsManifestsAndHeartbeats")
            .principals(List.of(monitor))
            .actions(List.of("s3:GetObject"))
            .resources(MonitorPermissions.READABLE.stream().map(bucket::arnForObjects).toList())
            .build());
  }
}
