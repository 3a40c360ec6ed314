package dev.keepwatch.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/// What the monitor remembers from run to run: which troubles it has told of.
///
/// No host has a right here. Without it the monitor would tell everything once more, so the bucket
/// need not outlive its stack; one that is not empty does.
final class MonitorState extends Construct {
  private final Bucket bucket;

  MonitorState(Construct scope, String id) {
    super(scope, id);
    bucket =
        PrivateBucket.of(this)
            .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
            .lifecycleRules(
                List.of(
                    LifecycleRule.builder()
                        .id("forget-old-versions")
                        .noncurrentVersionExpiration(Duration.days(35))
                        .build()))
            .build();
  }

  Bucket bucket() {
    return bucket;
  }
}
