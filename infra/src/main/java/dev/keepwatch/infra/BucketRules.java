package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Store;
import dev.keepwatch.infra.fleet.VolumeMove;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.StorageClass;
import software.amazon.awscdk.services.s3.Transition;

/// What becomes of a bucket's objects with time.
///
/// S3 takes no tag filter on rules about uploads and delete markers, so these stand apart from the
/// move. No rule lets a file of an archive expire.
final class BucketRules {
  private static final Duration INCOMPLETE_UPLOADS = Duration.days(7);

  /// Longer than any pause between fulls that makes sense, so that a mail can tell what the last
  /// run said.
  private static final Duration HEARTBEATS = Duration.days(90);

  private BucketRules() {}

  static List<LifecycleRule> of(Store store) {
    List<LifecycleRule> rules = new ArrayList<>();
    rules.add(
        LifecycleRule.builder()
            .id("give-up-incomplete-uploads")
            .abortIncompleteMultipartUploadAfter(INCOMPLETE_UPLOADS)
            .build());
    rules.add(
        LifecycleRule.builder()
            .id("forget-old-versions")
            .noncurrentVersionExpiration(Duration.days(store.retention().deletedDays()))
            .build());
    rules.add(
        LifecycleRule.builder().id("clear-delete-markers").expiredObjectDeleteMarker(true).build());
    rules.add(
        LifecycleRule.builder()
            .id("forget-heartbeats")
            .prefix(BackupBucket.HEARTBEATS)
            .expiration(HEARTBEATS)
            .build());
    if (store.move() instanceof VolumeMove.After(int days, VolumeMove.ColdClass storageClass)) {
      rules.add(moveOf(days, storageClass));
    }
    return rules;
  }

  /// Smaller volumes stay: they would be billed as if they had the class's least size, or more for
  /// their place in its index than for themselves.
  private static LifecycleRule moveOf(int days, VolumeMove.ColdClass storageClass) {
    return LifecycleRule.builder()
        .id("move-volumes")
        .tagFilters(Map.of(BackupBucket.TAG, BackupBucket.VOLUME))
        .objectSizeGreaterThan(storageClass.leastBytes() - 1)
        .transitions(
            List.of(
                Transition.builder()
                    .storageClass(new StorageClass(storageClass.name()))
                    .transitionAfter(Duration.days(days))
                    .build()))
        .build();
  }
}
