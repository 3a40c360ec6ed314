package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Host;
import dev.keepwatch.infra.fleet.HostMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.StarPrincipal;
import software.amazon.awscdk.services.s3.IBucket;

/// What the bucket itself refuses to its host, whatever rights the host may be given one day.
///
/// The host is recognised by `aws:PrincipalArn` and not as the statement's principal: S3 stores a
/// principal by its inner number, refuses one that has been created a moment ago, and forgets it
/// when the user is made anew.
final class HistoryGuard {
  private final IBucket bucket;
  private final Map<String, Object> isHost;

  /// @param hostArns patterns of which the host's ARN fits one
  HistoryGuard(IBucket bucket, List<String> hostArns) {
    this.bucket = bucket;
    this.isHost = Map.of("ArnLike", Map.of("aws:PrincipalArn", hostArns));
  }

  void protect(Host host) {
    List<PolicyStatement> denials = new ArrayList<>();
    // Plain duplicity deletes, and puts without If-None-Match; in the other mode old versions are
    // the only net.
    if (host.mode() == HostMode.APPEND_ONLY) {
      denials.addAll(AppendOnly.denials(bucket));
      denials.add(deleting());
    }
    denials.add(forgetting());
    denials.add(rewritingTheRules());
    if (!host.restores()) {
      denials.add(readingVolumes());
    }
    denials.forEach(denial -> {
      denial.addPrincipals(new StarPrincipal());
      denial.addConditions(isHost);
      bucket.addToResourcePolicy(denial);
    });
  }

  private PolicyStatement deleting() {
    return deny(
        "HostNeverDeletes",
        List.of("s3:DeleteObject", "s3:DeleteObjectTagging"),
        objects("*"),
        Map.of());
  }

  /// Versions, their tags, and how long they are locked.
  private PolicyStatement forgetting() {
    return deny(
        "HostNeverForgets",
        List.of(
            "s3:BypassGovernanceRetention",
            "s3:DeleteObjectVersion",
            "s3:DeleteObjectVersionTagging",
            "s3:PutObjectLegalHold",
            "s3:PutObjectRetention",
            "s3:PutObjectVersionTagging"),
        objects("*"),
        Map.of());
  }

  /// The settings that keep versions, and those that keep others out.
  private PolicyStatement rewritingTheRules() {
    return deny(
        "HostNeverRewritesTheRules",
        List.of(
            "s3:DeleteBucket",
            "s3:DeleteBucketPolicy",
            "s3:PutBucketAcl",
            "s3:PutBucketObjectLockConfiguration",
            "s3:PutBucketOwnershipControls",
            "s3:PutBucketPolicy",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketVersioning",
            "s3:PutEncryptionConfiguration",
            "s3:PutLifecycleConfiguration",
            "s3:PutReplicationConfiguration"),
        List.of(bucket.getBucketArn()),
        Map.of());
  }

  private PolicyStatement readingVolumes() {
    return deny(
        "HostNeverReadsBack",
        List.of("s3:GetObject", "s3:GetObjectVersion", "s3:RestoreObject"),
        objects("*.difftar*"),
        Map.of());
  }

  private List<String> objects(String pattern) {
    return List.of(bucket.arnForObjects(pattern));
  }

  private PolicyStatement deny(
      String sid, List<String> actions, List<String> resources, Map<String, Object> conditions) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.DENY)
        .actions(actions)
        .resources(resources)
        .conditions(new TreeMap<>(conditions))
        .build();
  }
}
