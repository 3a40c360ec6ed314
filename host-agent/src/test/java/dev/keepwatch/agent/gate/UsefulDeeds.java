package dev.keepwatch.agent.gate;

import static dev.keepwatch.agent.gate.Who.APPEND_ONLY;
import static dev.keepwatch.agent.gate.Who.NO_RESTORE;
import static dev.keepwatch.agent.gate.Who.OPERATOR;
import static dev.keepwatch.agent.gate.Who.SELF_PRUNING;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// What backups, restores and the return from a break-in need.
final class UsefulDeeds {

  private static final Set<Who> ALL = EnumSet.allOf(Who.class);
  private static final Set<Who> HOSTS = EnumSet.of(APPEND_ONLY, NO_RESTORE, SELF_PRUNING);
  private static final Set<Who> READERS = EnumSet.of(APPEND_ONLY, SELF_PRUNING, OPERATOR);
  private static final Set<Who> OPERATORS = EnumSet.of(OPERATOR);

  private UsefulDeeds() {}

  static List<Deed> all() {
    return List.of(
        Deed.s3(
            "list the files",
            "s3:ListBucket",
            ALL,
            (s3, scene) -> s3.listObjectsV2(r -> r.bucket(scene.bucket()).prefix(scene.folder()))),
        Deed.s3(
            "ask where the bucket is",
            "s3:GetBucketLocation",
            ALL,
            (s3, scene) -> s3.getBucketLocation(r -> r.bucket(scene.bucket()))),
        adding("add a volume, with its tag", Scene::newVolume, "keepwatch=volume"),
        adding("add a manifest, with its tag", Scene::newManifest, "keepwatch=manifest"),
        adding("leave word of a run", scene -> "keepwatch/heartbeat/" + scene.folder() + "x", ""),
        Deed.s3("add a volume in parts", "s3:PutObject", HOSTS, UsefulDeeds::addInParts),
        Deed.s3(
            "list uploads that were broken off",
            "s3:ListBucketMultipartUploads",
            HOSTS,
            (s3, scene) -> s3.listMultipartUploads(r -> r.bucket(scene.bucket()))),
        Deed.s3(
            "list the parts of one",
            "s3:ListMultipartUploadParts",
            HOSTS,
            (s3, scene) ->
                s3.listParts(
                    r -> r.bucket(scene.bucket()).key(scene.large()).uploadId(scene.upload()))),
        Deed.s3(
            "clear it away",
            "s3:AbortMultipartUpload",
            HOSTS,
            (s3, scene) ->
                s3.abortMultipartUpload(
                    r -> r.bucket(scene.bucket()).key(scene.large()).uploadId(scene.upload()))),
        reading("read manifests and signatures", ALL, Scene::manifest),
        reading("read volumes", READERS, Scene::volume),
        Deed.s3(
            "thaw volumes",
            "s3:RestoreObject",
            READERS,
            (s3, scene) ->
                s3.restoreObject(r ->
                    r.bucket(scene.bucket())
                        .key(scene.frozen())
                        .restoreRequest(wish -> wish.days(1)))),
        Deed.s3(
            "list versions and delete markers",
            "s3:ListBucketVersions",
            OPERATORS,
            (s3, scene) -> s3.listObjectVersions(r -> r.bucket(scene.bucket()))),
        Deed.s3(
            "read a version by its number",
            "s3:GetObjectVersion",
            OPERATORS,
            (s3, scene) ->
                s3.getObjectAsBytes(
                    r -> r.bucket(scene.bucket()).key(scene.volume()).versionId(scene.version()))),
        Deed.s3(
            "take a delete marker away (`undelete`)",
            "s3:DeleteObjectVersion",
            OPERATORS,
            (s3, scene) ->
                s3.deleteObject(
                    r -> r.bucket(scene.bucket()).key(scene.gone()).versionId(scene.marker()))));
  }

  private static Deed adding(String words, Function<Scene, String> key, String tag) {
    return Deed.s3(
        words,
        tag.isEmpty() ? "s3:PutObject" : "s3:PutObjectTagging",
        HOSTS,
        (s3, scene) ->
            s3.putObject(
                r -> {
                  r.bucket(scene.bucket()).key(key.apply(scene)).ifNoneMatch("*");
                  if (!tag.isEmpty()) {
                    r.tagging(tag);
                  }
                },
                RequestBody.fromString("new")));
  }

  private static Deed reading(String words, Set<Who> allowed, Function<Scene, String> key) {
    return Deed.s3(
        words,
        "s3:GetObject",
        allowed,
        (s3, scene) -> s3.getObjectAsBytes(r -> r.bucket(scene.bucket()).key(key.apply(scene))));
  }

  private static void addInParts(S3Client s3, Scene scene) {
    String upload =
        s3.createMultipartUpload(
                r -> r.bucket(scene.bucket()).key(scene.newVolume()).tagging("keepwatch=volume"))
            .uploadId();
    String tag =
        s3.uploadPart(
                r -> r.bucket(scene.bucket()).key(scene.newVolume()).uploadId(upload).partNumber(1),
                RequestBody.fromString("part"))
            .eTag();
    var part = CompletedPart.builder().partNumber(1).eTag(tag).build();
    s3.completeMultipartUpload(r ->
        r.bucket(scene.bucket())
            .key(scene.newVolume())
            .uploadId(upload)
            .ifNoneMatch("*")
            .multipartUpload(all -> all.parts(part)));
  }
}
