package dev.keepwatch.agent.gate;

import dev.keepwatch.agent.aws.TestAws;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/// A folder with files of an archive in it, and somebody before it.
///
/// @param folder of this scene alone, with a slash at its end
/// @param version of the volume
/// @param marker that hides the file `gone`
/// @param upload that was begun for the name of another file
/// @param part of it, which is there
record Scene(
    Provisioned host,
    String other,
    String folder,
    AwsCredentials credentials,
    String version,
    String marker,
    String upload,
    String part) {

  private static final String SET = "duplicity-full.20260101T000000Z.";

  /// The scene is set by an administrator, past the gate.
  static Scene set(
      TestAws aws, Provisioned host, String other, String folder, AwsCredentials credentials) {
    var scene = new Scene(host, other, folder, credentials, "", "", "", "");
    try (var s3 = aws.client()) {
      String version = put(s3, scene, scene.volume(), "keepwatch=volume").versionId();
      put(s3, scene, scene.manifest(), "keepwatch=manifest");
      put(s3, scene, scene.untagged(), "");
      put(s3, scene, scene.gone(), "keepwatch=volume");
      String marker = s3.deleteObject(r -> r.bucket(host.bucket()).key(scene.gone())).versionId();
      s3.putObject(
          r -> r.bucket(host.bucket()).key(scene.frozen()).storageClass("GLACIER"),
          RequestBody.fromString("frozen"));
      s3.putObject(r -> r.bucket(other).key("theirs"), RequestBody.fromString("theirs"));
      String upload =
          s3.createMultipartUpload(r -> r.bucket(host.bucket()).key(scene.large())).uploadId();
      String part =
          s3.uploadPart(
                  r -> r.bucket(host.bucket()).key(scene.large()).uploadId(upload).partNumber(1),
                  RequestBody.fromString("part"))
              .eTag();
      put(s3, scene, scene.large(), "keepwatch=volume");
      return new Scene(host, other, folder, credentials, version, marker, upload, part);
    }
  }

  private static software.amazon.awssdk.services.s3.model.PutObjectResponse put(
      S3Client s3, Scene scene, String key, String tags) {
    return s3.putObject(
        request -> {
          request.bucket(scene.bucket()).key(key);
          if (!tags.isEmpty()) {
            request.tagging(tags);
          }
        },
        RequestBody.fromString(key));
  }

  String bucket() {
    return host.bucket();
  }

  String volume() {
    return folder + SET + "vol1.difftar.gpg";
  }

  String untagged() {
    return folder + SET + "vol2.difftar.gpg";
  }

  String frozen() {
    return folder + SET + "vol3.difftar.gpg";
  }

  String gone() {
    return folder + SET + "vol4.difftar.gpg";
  }

  String large() {
    return folder + SET + "vol5.difftar.gpg";
  }

  String manifest() {
    return folder + SET + "manifest.gpg";
  }

  /// A name of a volume that is free.
  String newVolume() {
    return folder + SET + "vol99.difftar.gpg";
  }

  /// A name of a manifest that is free.
  String newManifest() {
    return folder + "duplicity-full.20260202T000000Z.manifest.gpg";
  }

  S3Client s3() {
    return s3(Transport.SECURE);
  }

  S3Client s3(Transport transport) {
    return host.s3(transport, credentials);
  }

  IamClient iam() {
    return Provisioned.iam(endpoint(), credentials);
  }

  StsClient sts() {
    return Provisioned.sts(endpoint(), credentials);
  }

  private URI endpoint() {
    return host.gate().endpoint(Transport.SECURE);
  }
}
