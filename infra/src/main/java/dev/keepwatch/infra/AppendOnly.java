package dev.keepwatch.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;

/// What makes a host append-only although it may put and tag.
///
/// It is said twice: in the bucket, which holds whatever rights the host is given one day, and
/// among the host's own rights, which hold where the bucket's policy is missing.
final class AppendOnly {
  private AppendOnly() {}

  /// @return about nobody in particular
  static List<PolicyStatement> denials(IBucket bucket) {
    return List.of(overwriting(bucket), retagging(bucket));
  }

  /// A put must say that it makes a new key; so must the end of a multipart upload.
  ///
  /// Beginning one and sending its parts are `s3:PutObject` too, but cannot carry the header and
  /// create no object.
  private static PolicyStatement overwriting(IBucket bucket) {
    return deny(
        "HostNeverOverwrites",
        "s3:PutObject",
        bucket,
        Map.of(
            "Null", Map.of("s3:if-none-match", "true"),
            "Bool", Map.of("s3:ObjectCreationOperation", "true")));
  }

  /// A new object has no tag yet, one that lies there already has: so a put may tag, and nothing
  /// after it.
  private static PolicyStatement retagging(IBucket bucket) {
    return deny(
        "HostNeverRetags",
        "s3:PutObjectTagging",
        bucket,
        Map.of("Null", Map.of("s3:ExistingObjectTag/" + BackupBucket.TAG, "false")));
  }

  private static PolicyStatement deny(
      String sid, String action, IBucket bucket, Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.DENY)
        .actions(List.of(action))
        .resources(List.of(bucket.arnForObjects("*")))
        .conditions(new TreeMap<>(conditions))
        .build();
  }
}
