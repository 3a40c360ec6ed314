package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Host;
import dev.keepwatch.infra.fleet.HostMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.s3.IBucket;

/// What a host may do in its bucket, statement by statement.
final class HostPermissions {
  private static final String SIGNATURES = "signatures";
  private static final String MANIFEST = "manifest";

  /// What our tag may say.
  static final List<String> TAG_WORDS = List.of(BackupBucket.VOLUME, SIGNATURES, MANIFEST);

  private HostPermissions() {}

  /// All actions that a host may ask for, on whatever terms.
  static List<String> actions(List<PolicyStatement> statements) {
    return statements.stream()
        .filter(statement -> statement.getEffect() == Effect.ALLOW)
        .flatMap(statement -> statement.getActions().stream())
        .distinct()
        .sorted()
        .toList();
  }

  /// All about this account's bucket: a name that was given up and that somebody else has taken
  /// must not get what is meant for ours.
  static List<PolicyStatement> statements(IBucket bucket, Host host) {
    List<PolicyStatement> statements = new ArrayList<>(rights(bucket, host));
    String account = Stack.of(bucket).getAccount();
    statements.forEach(statement ->
        statement.addConditions(Map.of("StringEquals", Map.of("aws:ResourceAccount", account))));
    if (host.mode() == HostMode.APPEND_ONLY) {
      statements.addAll(AppendOnly.denials(bucket));
    }
    return statements;
  }

  private static List<PolicyStatement> rights(IBucket bucket, Host host) {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        allow(
            "SeeWhatIsThere",
            List.of("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"),
            List.of(bucket.getBucketArn())));
    statements.add(
        allow(
            "Add",
            List.of("s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"),
            List.of(bucket.arnForObjects("*"))));
    statements.add(reading(bucket, host.restores()));
    statements.add(tagging("TagVolumes", bucket.arnForObjects("*.difftar*"), BackupBucket.VOLUME));
    statements.add(tagging("TagSignatures", bucket.arnForObjects("*.sigtar*"), SIGNATURES));
    statements.add(tagging("TagManifests", bucket.arnForObjects("*.manifest*"), MANIFEST));
    if (host.mode() == HostMode.SELF_PRUNING) {
      // Never DeleteObjectVersion: what the host deletes can be brought back for a while.
      statements.add(
          allow(
              "DeleteWhatIsTooOld",
              List.of("s3:DeleteObject"),
              List.of(bucket.arnForObjects("*"))));
    }
    return statements;
  }

  /// A host that does not restore needs what its next increment builds on, and no content of files.
  private static PolicyStatement reading(IBucket bucket, boolean restores) {
    return restores
        ? allow(
            "ReadBackAndThaw",
            List.of("s3:GetObject", "s3:RestoreObject"),
            List.of(bucket.arnForObjects("*")))
        : allow(
            "ReadWhatAnIncrementNeeds",
            List.of("s3:GetObject"),
            List.of(
                bucket.arnForObjects("*.manifest*"),
                bucket.arnForObjects("*.sigtar*"),
                bucket.arnForObjects(BackupBucket.HEARTBEATS + "*")));
  }

  /// A put with tags needs this right as well; the names keep manifests and signatures out of reach
  /// of the move, since only a volume may be tagged as one. A heartbeat carries no tag.
  private static PolicyStatement tagging(String sid, String objects, String role) {
    PolicyStatement statement = allow(sid, List.of("s3:PutObjectTagging"), List.of(objects));
    statement.addConditions(
        new TreeMap<>(
            Map.of(
                "StringEquals",
                Map.of("s3:RequestObjectTag/" + BackupBucket.TAG, role),
                "ForAllValues:StringEquals",
                Map.of("s3:RequestObjectTagKeys", List.of(BackupBucket.TAG)))));
    return statement;
  }

  private static PolicyStatement allow(String sid, List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create().sid(sid).actions(actions).resources(resources).build();
  }
}
