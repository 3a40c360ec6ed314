package dev.keepwatch.agent.gate;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Which action a request to S3 is: from its method and the part of a bucket or an object that its
/// query names. As in Amazon's Service Authorization Reference.
final class KnownActions {

  /// Of a bucket: method, part (`-` for the bucket itself), action.
  static final Map<String, String> OF_BUCKETS =
      table(
          """
          DELETE - DeleteBucket
          DELETE encryption PutEncryptionConfiguration
          DELETE lifecycle PutLifecycleConfiguration
          DELETE ownershipControls PutBucketOwnershipControls
          DELETE policy DeleteBucketPolicy
          DELETE publicAccessBlock PutBucketPublicAccessBlock
          DELETE replication PutReplicationConfiguration
          DELETE tagging PutBucketTagging
          GET - ListBucket
          GET acl GetBucketAcl
          GET encryption GetEncryptionConfiguration
          GET lifecycle GetLifecycleConfiguration
          GET location GetBucketLocation
          GET object-lock GetBucketObjectLockConfiguration
          GET policy GetBucketPolicy
          GET uploads ListBucketMultipartUploads
          GET versioning GetBucketVersioning
          GET versions ListBucketVersions
          HEAD - ListBucket
          PUT - CreateBucket
          PUT acl PutBucketAcl
          PUT encryption PutEncryptionConfiguration
          PUT intelligent-tiering PutIntelligentTieringConfiguration
          PUT lifecycle PutLifecycleConfiguration
          PUT logging PutBucketLogging
          PUT notification PutBucketNotification
          PUT object-lock PutBucketObjectLockConfiguration
          PUT ownershipControls PutBucketOwnershipControls
          PUT policy PutBucketPolicy
          PUT publicAccessBlock PutBucketPublicAccessBlock
          PUT replication PutReplicationConfiguration
          PUT tagging PutBucketTagging
          PUT versioning PutBucketVersioning
          PUT website PutBucketWebsite
          """);

  /// Of an object, as it is now; what stores one is in [S3Questions].
  static final Map<String, String> OF_OBJECTS =
      table(
          """
          DELETE - DeleteObject
          DELETE tagging DeleteObjectTagging
          DELETE uploadId AbortMultipartUpload
          GET - GetObject
          GET acl GetObjectAcl
          GET tagging GetObjectTagging
          GET uploadId ListMultipartUploadParts
          HEAD - GetObject
          POST restore RestoreObject
          PUT acl PutObjectAcl
          PUT legal-hold PutObjectLegalHold
          PUT retention PutObjectRetention
          PUT tagging PutObjectTagging
          """);

  /// Of a version that the request names.
  static final Map<String, String> OF_VERSIONS =
      table(
          """
          DELETE - DeleteObjectVersion
          DELETE tagging DeleteObjectVersionTagging
          GET - GetObjectVersion
          GET acl GetObjectVersionAcl
          GET tagging GetObjectVersionTagging
          HEAD - GetObjectVersion
          POST restore RestoreObject
          PUT acl PutObjectVersionAcl
          PUT legal-hold PutObjectLegalHold
          PUT retention PutObjectRetention
          PUT tagging PutObjectVersionTagging
          """);

  private static final Set<String> S3 = new HashSet<>();

  static {
    List.of(OF_BUCKETS, OF_OBJECTS, OF_VERSIONS).forEach(table -> S3.addAll(table.values()));
    S3.addAll(List.of("s3:PutObject", "s3:ListAllMyBuckets", "s3:BypassGovernanceRetention"));
  }

  private KnownActions() {}

  private static Map<String, String> table(String text) {
    var table = new TreeMap<String, String>();
    text.lines()
        .map(line -> line.split(" "))
        .forEach(words -> table.put(words[0] + " " + words[1], "s3:" + words[2]));
    return table;
  }

  /// A plain action of S3 must be one that some request can be; those of IAM and STS are named by
  /// the requests themselves.
  static void require(Wildcard action) {
    String service = action.text().replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
    boolean known =
        switch (service) {
          case "s3" -> !action.isPlain() || S3.contains(action.text());
          case "iam", "sts" -> true;
          default -> false;
        };
    if (!known) {
      throw new UnknownToGateException("the action " + action.text());
    }
  }
}
