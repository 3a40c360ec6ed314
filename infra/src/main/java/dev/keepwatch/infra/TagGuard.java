package dev.keepwatch.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;

/// Which tags the bucket takes from its host: ours alone, with the words that it knows, and no
/// volume's tag on what must stay readable at once.
final class TagGuard {
  private static final String OURS = "s3:RequestObjectTag/" + BackupBucket.TAG;

  private final IBucket bucket;

  TagGuard(IBucket bucket) {
    this.bucket = bucket;
  }

  /// @return about nobody in particular
  List<PolicyStatement> denials() {
    return List.of(
        deny(
            "HostTagsOnlyByOurTag",
            List.of("*"),
            "ForAnyValue:StringNotEquals",
            "s3:RequestObjectTagKeys",
            List.of(BackupBucket.TAG)),
        deny(
            "HostTagsOnlyByOurWords",
            List.of("*"),
            "StringNotEquals",
            OURS,
            HostPermissions.TAG_WORDS),
        // With the beginning of their names: a folder may be called `x.manifest`.
        deny(
            "HostMovesOnlyVolumes",
            List.of("*duplicity-*.manifest*", "*duplicity-*.sigtar*"),
            "StringEquals",
            OURS,
            List.of(BackupBucket.VOLUME)));
  }

  private PolicyStatement deny(
      String sid, List<String> names, String operator, String key, List<String> words) {
    return PolicyStatement.Builder.create()
        .sid(sid)
        .effect(Effect.DENY)
        .actions(List.of("s3:PutObjectTagging"))
        .resources(names.stream().map(bucket::arnForObjects).toList())
        .conditions(Map.of(operator, Map.of(key, words)))
        .build();
  }
}
