package dev.keepwatch.agent.gate;

import static dev.keepwatch.agent.gate.Who.APPEND_ONLY;
import static dev.keepwatch.agent.gate.Who.OPERATOR;
import static dev.keepwatch.agent.gate.Who.SELF_PRUNING;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/// What a thief would do to files that lie there.
final class HarmfulDeeds {

  private static final Set<Who> NOBODY = EnumSet.noneOf(Who.class);
  private static final Set<Who> PRUNERS = EnumSet.of(SELF_PRUNING);

  private HarmfulDeeds() {}

  static List<Deed> all() {
    return List.of(
        putting("overwrite a file", "s3:PutObject", PRUNERS, Scene::volume, r -> r),
        Deed.s3(
            "overwrite one by an upload in parts",
            "s3:PutObject",
            PRUNERS,
            HarmfulDeeds::overwriteInParts),
        Deed.s3(
            "copy one file over another",
            "s3:PutObject",
            PRUNERS,
            (s3, scene) -> copy(s3, scene, scene.untagged(), scene.volume(), false)),
        Deed.s3(
            "copy a volume to a free name",
            "s3:GetObject",
            EnumSet.of(APPEND_ONLY, SELF_PRUNING),
            (s3, scene) -> copy(s3, scene, scene.volume(), scene.newManifest(), true)),
        Deed.s3(
            "copy a volume together with its tag",
            "s3:GetObjectTagging",
            NOBODY,
            (s3, scene) ->
                s3.copyObject(r ->
                    r.sourceBucket(scene.bucket())
                        .sourceKey(scene.volume())
                        .destinationBucket(scene.bucket())
                        .destinationKey(scene.newVolume())
                        .ifNoneMatch("*"))),
        tagging("tag again what carries the tag", PRUNERS, Scene::volume, "keepwatch", "volume"),
        tagging(
            "tag a manifest as a volume, so that it moves",
            NOBODY,
            Scene::manifest,
            "keepwatch",
            "volume"),
        tagging("tag with another word", NOBODY, Scene::untagged, "expire", "soon"),
        putting(
            "add a manifest that is tagged as a volume",
            "s3:PutObjectTagging",
            NOBODY,
            Scene::newManifest,
            r -> r.ifNoneMatch("*").tagging("keepwatch=volume")),
        putting(
            "add a volume with a second tag",
            "s3:PutObjectTagging",
            NOBODY,
            Scene::newVolume,
            r -> r.ifNoneMatch("*").tagging("keepwatch=volume&expire=soon")),
        Deed.s3(
            "take tags away",
            "s3:DeleteObjectTagging",
            NOBODY,
            (s3, scene) ->
                s3.deleteObjectTagging(r -> r.bucket(scene.bucket()).key(scene.volume()))),
        Deed.s3(
            "tag a version",
            "s3:PutObjectVersionTagging",
            NOBODY,
            (s3, scene) ->
                s3.putObjectTagging(r ->
                    r.bucket(scene.bucket())
                        .key(scene.volume())
                        .versionId(scene.version())
                        .tagging(t -> t.tagSet(tag("keepwatch", "volume"))))),
        Deed.s3(
            "take a version's tags away",
            "s3:DeleteObjectVersionTagging",
            NOBODY,
            (s3, scene) ->
                s3.deleteObjectTagging(
                    r -> r.bucket(scene.bucket()).key(scene.volume()).versionId(scene.version()))),
        Deed.s3(
            "delete a file (it stays below a marker)",
            "s3:DeleteObject",
            PRUNERS,
            (s3, scene) -> s3.deleteObject(r -> r.bucket(scene.bucket()).key(scene.volume()))),
        Deed.s3("delete a list of files", "s3:DeleteObject", PRUNERS, HarmfulDeeds::deleteList),
        Deed.s3(
            "delete a version for good",
            "s3:DeleteObjectVersion",
            EnumSet.of(OPERATOR),
            (s3, scene) ->
                s3.deleteObject(
                    r -> r.bucket(scene.bucket()).key(scene.volume()).versionId(scene.version()))),
        Deed.s3(
            "delete what is locked",
            "s3:BypassGovernanceRetention",
            NOBODY,
            (s3, scene) ->
                s3.deleteObject(r ->
                    r.bucket(scene.bucket())
                        .key(scene.volume())
                        .versionId(scene.version())
                        .bypassGovernanceRetention(true))),
        putting(
            "add a file that is locked for years",
            "s3:PutObjectRetention",
            NOBODY,
            Scene::newVolume,
            r ->
                r.ifNoneMatch("*")
                    .objectLockMode("COMPLIANCE")
                    .objectLockRetainUntilDate(Instant.parse("2126-01-01T00:00:00Z"))),
        Deed.s3(
            "change a lock",
            "s3:PutObjectRetention",
            NOBODY,
            (s3, scene) ->
                s3.putObjectRetention(r ->
                    r.bucket(scene.bucket())
                        .key(scene.volume())
                        .retention(lock ->
                            lock.mode("GOVERNANCE")
                                .retainUntilDate(Instant.parse("2026-01-02T00:00:00Z"))))),
        Deed.s3(
            "hold a file, or let it go",
            "s3:PutObjectLegalHold",
            NOBODY,
            (s3, scene) ->
                s3.putObjectLegalHold(r ->
                    r.bucket(scene.bucket()).key(scene.volume()).legalHold(l -> l.status("OFF")))),
        putting(
            "add a file that all may read",
            "s3:PutObjectAcl",
            NOBODY,
            Scene::newVolume,
            r -> r.ifNoneMatch("*").acl("public-read")),
        Deed.s3(
            "show a file to all",
            "s3:PutObjectAcl",
            NOBODY,
            (s3, scene) ->
                s3.putObjectAcl(
                    r -> r.bucket(scene.bucket()).key(scene.volume()).acl("public-read"))));
  }

  private static Deed putting(
      String words,
      String action,
      Set<Who> allowed,
      Function<Scene, String> key,
      Function<PutObjectRequest.Builder, PutObjectRequest.Builder> how) {
    return Deed.s3(
        words,
        action,
        allowed,
        (s3, scene) ->
            s3.putObject(
                how.apply(PutObjectRequest.builder().bucket(scene.bucket()).key(key.apply(scene)))
                    .build(),
                RequestBody.fromString("false")));
  }

  private static Deed tagging(
      String words, Set<Who> allowed, Function<Scene, String> key, String name, String value) {
    return Deed.s3(
        words,
        "s3:PutObjectTagging",
        allowed,
        (s3, scene) ->
            s3.putObjectTagging(r ->
                r.bucket(scene.bucket())
                    .key(key.apply(scene))
                    .tagging(t -> t.tagSet(tag(name, value)))));
  }

  private static Tag tag(String name, String value) {
    return Tag.builder().key(name).value(value).build();
  }

  private static void overwriteInParts(S3Client s3, Scene scene) {
    var part = CompletedPart.builder().partNumber(1).eTag(scene.part()).build();
    s3.completeMultipartUpload(r ->
        r.bucket(scene.bucket())
            .key(scene.large())
            .uploadId(scene.upload())
            .multipartUpload(all -> all.parts(part)));
  }

  private static void copy(S3Client s3, Scene scene, String from, String to, boolean onlyIfFree) {
    s3.copyObject(r -> {
      r.sourceBucket(scene.bucket())
          .sourceKey(from)
          .destinationBucket(scene.bucket())
          .destinationKey(to);
      if (onlyIfFree) {
        r.ifNoneMatch("*").taggingDirective("REPLACE");
      }
    });
  }

  private static void deleteList(S3Client s3, Scene scene) {
    var keys =
        List.of(scene.volume(), scene.manifest()).stream()
            .map(key -> ObjectIdentifier.builder().key(key).build())
            .toList();
    var answer = s3.deleteObjects(r -> r.bucket(scene.bucket()).delete(list -> list.objects(keys)));
    if (answer.errors().stream().anyMatch(error -> error.code().equals("AccessDenied"))) {
      throw S3Exception.builder().statusCode(403).build();
    }
  }
}
