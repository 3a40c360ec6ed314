package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.ObjectLock;
import dev.keepwatch.infra.fleet.Store;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectLockRetention;
import software.constructs.Construct;

/// The bucket of one host: private, versioned, and kept when its stack is deleted.
final class BackupBucket extends Construct {
  /// Volumes carry this tag from birth; it may move an object to another class and never lets it
  /// expire.
  static final String TAG = "keepwatch";

  static final String VOLUME = "volume";

  /// Where runs leave word of themselves; such a file carries no tag.
  static final String HEARTBEATS = "keepwatch/heartbeat/";

  private final Bucket bucket;

  BackupBucket(Construct scope, String id, String name, Store store) {
    super(scope, id);
    List<LifecycleRule> rules = BucketRules.of(store);
    Bucket.Builder builder =
        PrivateBucket.of(this)
            .bucketName(name)
            .removalPolicy(RemovalPolicy.RETAIN)
            .lifecycleRules(rules);
    lock(builder, store.lock());
    bucket = builder.build();
    // A bucket that stays must not stay without what holds its host.
    Optional.ofNullable(bucket.getPolicy())
        .ifPresent(policy -> policy.applyRemovalPolicy(RemovalPolicy.RETAIN));
    for (int i = 0; i < rules.size(); i++) {
      writeSizeAsText(i, rules.get(i).getObjectSizeGreaterThan());
    }
  }

  /// CloudFormation wants a text there, the CDK writes a number and warns of it.
  private void writeSizeAsText(int rule, @Nullable Number size) {
    if (size != null && bucket.getNode().getDefaultChild() instanceof CfnBucket template) {
      template.addPropertyOverride(
          "LifecycleConfiguration.Rules.%d.ObjectSizeGreaterThan".formatted(rule),
          Long.toString(size.longValue()));
    }
  }

  Bucket bucket() {
    return bucket;
  }

  private static void lock(Bucket.Builder builder, ObjectLock lock) {
    if (lock instanceof ObjectLock.Locked locked) {
      Duration days = Duration.days(locked.days());
      builder
          .objectLockEnabled(true)
          .objectLockDefaultRetention(
              switch (locked.mode()) {
                case GOVERNANCE -> ObjectLockRetention.governance(days);
                case COMPLIANCE -> ObjectLockRetention.compliance(days);
              });
    }
  }
}
