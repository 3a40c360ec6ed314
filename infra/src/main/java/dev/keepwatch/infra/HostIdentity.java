package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.HostMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.User;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/// The user as whom a host writes its backups, with no right beyond that.
///
/// It has no access key here: the secret half would stand in the stack's state for all to read who
/// may see it.
final class HostIdentity extends Construct {
  private final User user;

  HostIdentity(Construct scope, String id, String host, IBucket bucket, HostMode mode) {
    super(scope, id);
    user = User.Builder.create(this, "User").userName("keepwatch-" + host).build();
    ManagedPolicy.Builder.create(this, "Policy")
        .description("What host " + host + " needs for its backups, " + mode.word())
        .statements(statements(bucket, mode))
        .users(List.of(user))
        .build();
  }

  User user() {
    return user;
  }

  private static List<PolicyStatement> statements(IBucket bucket, HostMode mode) {
    List<PolicyStatement> statements = new ArrayList<>();
    statements.add(
        allow("SeeWhatIsThere", bucket.getBucketArn())
            .actions(
                List.of("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"))
            .build());
    statements.add(
        allow("AddAndReadBack", bucket.arnForObjects("*"))
            .actions(
                List.of(
                    "s3:AbortMultipartUpload",
                    "s3:GetObject",
                    "s3:ListMultipartUploadParts",
                    "s3:PutObject",
                    "s3:RestoreObject"))
            .build());
    statements.add(tagging("TagVolumes", bucket.arnForObjects("*.difftar*"), BackupBucket.VOLUME));
    statements.add(tagging("TagSignatures", bucket.arnForObjects("*.sigtar*"), "signatures"));
    statements.add(tagging("TagManifests", bucket.arnForObjects("*.manifest*"), "manifest"));
    if (mode == HostMode.SELF_PRUNING) {
      // Never DeleteObjectVersion: what the host deletes can be brought back for a while.
      statements.add(
          allow("DeleteWhatIsTooOld", bucket.arnForObjects("*"))
              .actions(List.of("s3:DeleteObject"))
              .build());
    }
    return statements;
  }

  /// A put with tags needs this right as well; the names keep manifests and signatures out of reach
  /// of the move, since only a volume may be tagged as one.
  private static PolicyStatement tagging(String sid, String objects, String role) {
    return allow(sid, objects)
        .actions(List.of("s3:PutObjectTagging"))
        .conditions(
            new TreeMap<>(
                Map.of(
                    "StringEquals",
                    Map.of("s3:RequestObjectTag/" + BackupBucket.TAG, role),
                    "ForAllValues:StringEquals",
                    Map.of("s3:RequestObjectTagKeys", List.of(BackupBucket.TAG)))))
        .build();
  }

  private static PolicyStatement.Builder allow(String sid, String resource) {
    return PolicyStatement.Builder.create().sid(sid).resources(List.of(resource));
  }
}
