package dev.keepwatch.agent.gate;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tiering;

/// What a thief would do to the bucket itself, to other buckets, and to the account.
final class DeedsAround {

  private static final Tiering DEEPEST =
      Tiering.builder().accessTier("DEEP_ARCHIVE_ACCESS").days(180).build();
  private static final Tag ANY_TAG = Tag.builder().key("x").value("y").build();

  private static final Set<Who> NOBODY = EnumSet.noneOf(Who.class);

  private static final LifecycleRule EXPIRING =
      LifecycleRule.builder()
          .id("x")
          .status("Enabled")
          .filter(every -> every.prefix(""))
          .expiration(soon -> soon.days(1))
          .build();

  private DeedsAround() {}

  static List<Deed> all() {
    return Stream.of(rules(), doors(), elsewhere(), account(), byPlainHttp())
        .flatMap(List::stream)
        .toList();
  }

  /// Those to the host's own bucket.
  static List<Deed> ofBucket() {
    return Stream.of(rules(), doors(), byPlainHttp()).flatMap(List::stream).toList();
  }

  /// What keeps files and their versions.
  private static List<Deed> rules() {
    return List.of(
        bucket(
            "stop keeping versions",
            "s3:PutBucketVersioning",
            (s3, name) ->
                s3.putBucketVersioning(r ->
                    r.bucket(name)
                        .versioningConfiguration(v -> v.status(BucketVersioningStatus.SUSPENDED)))),
        bucket(
            "let files expire, or move",
            "s3:PutLifecycleConfiguration",
            (s3, name) ->
                s3.putBucketLifecycleConfiguration(r ->
                    r.bucket(name).lifecycleConfiguration(all -> all.rules(List.of(EXPIRING))))),
        bucket(
            "take the lifecycle away",
            "s3:PutLifecycleConfiguration",
            (s3, name) -> s3.deleteBucketLifecycle(r -> r.bucket(name))),
        bucket(
            "let files move by themselves",
            "s3:PutIntelligentTieringConfiguration",
            (s3, name) ->
                s3.putBucketIntelligentTieringConfiguration(r ->
                    r.bucket(name)
                        .id("x")
                        .intelligentTieringConfiguration(
                            c -> c.id("x").status("Enabled").tierings(DEEPEST)))),
        bucket(
            "tag the bucket",
            "s3:PutBucketTagging",
            (s3, name) -> s3.putBucketTagging(r -> r.bucket(name).tagging(t -> t.tagSet(ANY_TAG)))),
        bucket(
            "change the lock of new files",
            "s3:PutBucketObjectLockConfiguration",
            (s3, name) ->
                s3.putObjectLockConfiguration(r ->
                    r.bucket(name).objectLockConfiguration(c -> c.objectLockEnabled("Enabled")))),
        bucket(
            "change the encryption",
            "s3:PutEncryptionConfiguration",
            (s3, name) -> s3.deleteBucketEncryption(r -> r.bucket(name))),
        bucket(
            "have the files copied elsewhere",
            "s3:PutReplicationConfiguration",
            (s3, name) ->
                s3.putBucketReplication(r ->
                    r.bucket(name).replicationConfiguration(c -> c.role("arn:aws:iam::1:role/x")))),
        bucket(
            "be told of each file",
            "s3:PutBucketNotification",
            (s3, name) ->
                s3.putBucketNotificationConfiguration(
                    r -> r.bucket(name).notificationConfiguration(c -> {}))),
        bucket(
            "delete the bucket",
            "s3:DeleteBucket",
            (s3, name) -> s3.deleteBucket(r -> r.bucket(name))));
  }

  /// What keeps others out.
  private static List<Deed> doors() {
    return List.of(
        bucket(
            "change the bucket's policy",
            "s3:PutBucketPolicy",
            (s3, name) -> s3.putBucketPolicy(r -> r.bucket(name).policy("{}"))),
        bucket(
            "take the bucket's policy away",
            "s3:DeleteBucketPolicy",
            (s3, name) -> s3.deleteBucketPolicy(r -> r.bucket(name))),
        bucket(
            "read the bucket's policy",
            "s3:GetBucketPolicy",
            (s3, name) -> s3.getBucketPolicy(r -> r.bucket(name))),
        bucket(
            "open the bucket by its access list",
            "s3:PutBucketAcl",
            (s3, name) -> s3.putBucketAcl(r -> r.bucket(name).acl("public-read"))),
        bucket(
            "let access lists count again",
            "s3:PutBucketOwnershipControls",
            (s3, name) -> s3.deleteBucketOwnershipControls(r -> r.bucket(name))),
        bucket(
            "lift the block of public access",
            "s3:PutBucketPublicAccessBlock",
            (s3, name) -> s3.deletePublicAccessBlock(r -> r.bucket(name))));
  }

  private static List<Deed> elsewhere() {
    return List.of(
        other(
            "list another bucket",
            "s3:ListBucket",
            (s3, name) -> s3.listObjectsV2(r -> r.bucket(name))),
        other(
            "read in another bucket",
            "s3:GetObject",
            (s3, name) -> s3.getObjectAsBytes(r -> r.bucket(name).key("theirs"))),
        other(
            "write into another bucket",
            "s3:PutObject",
            (s3, name) ->
                s3.putObject(
                    r -> r.bucket(name).key("mine").ifNoneMatch("*"), RequestBody.fromString("x"))),
        Deed.s3("list all buckets", "s3:ListAllMyBuckets", NOBODY, (s3, scene) -> s3.listBuckets()),
        other(
            "make a bucket",
            "s3:CreateBucket",
            (s3, name) -> s3.createBucket(r -> r.bucket(name + "-2"))));
  }

  private static List<Deed> account() {
    return List.of(
        iam(
            "make itself a second key",
            "iam:CreateAccessKey",
            (iam, host) -> iam.createAccessKey(r -> r.userName(host.user()))),
        iam(
            "give itself a right",
            "iam:PutUserPolicy",
            (iam, host) ->
                iam.putUserPolicy(
                    r -> r.userName(host.user()).policyName("x").policyDocument("{}"))),
        iam("list the users", "iam:ListUsers", (iam, host) -> iam.listUsers()),
        new Deed(
            "become the restore role",
            "sts:AssumeRole",
            NOBODY,
            scene -> {
              try (var sts = scene.sts()) {
                sts.assumeRole(r ->
                    r.roleArn(scene.host().restoreRole())
                        .roleSessionName("x")
                        .serialNumber("arn:aws:iam::123456789012:mfa/x")
                        .tokenCode("123456"));
              }
            }));
  }

  /// As all else, at the door that is no HTTPS.
  private static List<Deed> byPlainHttp() {
    return List.of(
        plain(
            "list by plain HTTP",
            "s3:ListBucket",
            scene -> {
              try (var s3 = scene.s3(Transport.PLAIN)) {
                s3.listObjectsV2(r -> r.bucket(scene.bucket()));
              }
            }),
        plain(
            "read by plain HTTP",
            "s3:GetObject",
            scene -> {
              try (var s3 = scene.s3(Transport.PLAIN)) {
                s3.getObjectAsBytes(r -> r.bucket(scene.bucket()).key(scene.manifest()));
              }
            }),
        plain(
            "add by plain HTTP",
            "s3:PutObject",
            scene -> {
              try (var s3 = scene.s3(Transport.PLAIN)) {
                s3.putObject(
                    r -> r.bucket(scene.bucket()).key(scene.newVolume()).ifNoneMatch("*"),
                    RequestBody.fromString("x"));
              }
            }));
  }

  private static Deed plain(String words, String action, Consumer<Scene> deed) {
    return new Deed(words, action, NOBODY, deed::accept);
  }

  private static Deed bucket(String words, String action, BiConsumer<S3Client, String> request) {
    return Deed.s3(words, action, NOBODY, (s3, scene) -> request.accept(s3, scene.bucket()));
  }

  private static Deed other(String words, String action, BiConsumer<S3Client, String> request) {
    return Deed.s3(words, action, NOBODY, (s3, scene) -> request.accept(s3, scene.other()));
  }

  private static Deed iam(String words, String action, BiConsumer<IamClient, Provisioned> request) {
    return new Deed(
        words,
        action,
        NOBODY,
        scene -> {
          try (var iam = scene.iam()) {
            request.accept(iam, scene.host());
          }
        });
  }
}
