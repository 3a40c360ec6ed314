package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.VolumeMove;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;
import software.constructs.Construct;

/// The bucket of one host: private, versioned, and kept when its stack is deleted.
final class BackupBucket extends Construct {
  /// Volumes carry this tag from birth; it may move an object to another class and never lets it
  /// expire.
  static final String TAG = "keepwatch";

  static final String VOLUME = "volume";

  /// How long a deleted or overwritten object can still be brought back.
  private static final Duration OLD_VERSIONS = Duration.days(35);

  private static final Duration INCOMPLETE_UPLOADS = Duration.days(7);

  private final Bucket bucket;

  BackupBucket(Construct scope, String id, String name, VolumeMove move) {
    super(scope, id);
    bucket =
        Bucket.Builder.create(this, "Bucket")
            .bucketName(name)
            .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
            .encryption(BucketEncryption.S3_MANAGED)
            .enforceSsl(true)
            .minimumTlsVersion(1.2)
            .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
            .versioned(true)
            .removalPolicy(RemovalPolicy.RETAIN)
            .lifecycleRules(rules(move))
            .build();
  }

  Bucket bucket() {
    return bucket;
  }

  /// S3 takes no tag filter on rules about uploads and delete markers, so these stand apart from
  /// the move.
  private static List<LifecycleRule> rules(VolumeMove move) {
    List<LifecycleRule> rules = new ArrayList<>();
    rules.add(
        LifecycleRule.builder()
            .id("give-up-incomplete-uploads")
            .abortIncompleteMultipartUploadAfter(INCOMPLETE_UPLOADS)
            .build());
    rules.add(
        LifecycleRule.builder()
            .id("forget-old-versions")
            .noncurrentVersionExpiration(OLD_VERSIONS)
            .expiredObjectDeleteMarker(true)
            .build());
    if (move instanceof VolumeMove.After(int days, VolumeMove.ColdClass storageClass)) {
      rules.add(moveOf(days, storageClass));
    }
    return rules;
  }

  private static LifecycleRule moveOf(int days, VolumeMove.ColdClass storageClass) {
    return LifecycleRule.builder()
        .id("move-volumes")
        .tagFilters(Map.of(TAG, VOLUME))
        .transitions(
            List.of(
                Transition.builder()
                    .storageClass(new StorageClass(storageClass.name()))
                    .transitionAfter(Duration.days(days))
                    .build()))
        .build();
  }
}
