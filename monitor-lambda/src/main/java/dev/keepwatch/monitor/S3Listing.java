package dev.keepwatch.monitor;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Lists a bucket, in whichever region it is, page by page. Needs the right `s3:ListBucket` only.
final class S3Listing implements Listing<Target.Bucket> {

  private final AwsAccess access;
  private @Nullable S3Client s3;

  S3Listing(AwsAccess access) {
    this.access = access;
  }

  /// Made when it is first needed: who looks at directories only does not wait for it.
  private S3Client s3() {
    if (s3 == null) {
      s3 =
          access
              .prepare(S3Client.builder(), "S3")
              .crossRegionAccessEnabled(true)
              .forcePathStyle(access.endpoint("S3").isPresent())
              .build();
    }
    return s3;
  }

  @Override
  public Contents read(Target.Bucket target) {
    var files = new FolderCollector();
    // Without URL encoding, names with control characters would break the answer's XML.
    var request =
        ListObjectsV2Request.builder()
            .bucket(target.bucket())
            .prefix(target.keyPrefix())
            .encodingType(EncodingType.URL)
            .build();
    int requests = 0;
    try {
      for (var page : s3().listObjectsV2Paginator(request)) {
        requests++;
        page.contents().forEach(o -> files.add(o.key(), o.size(), o.lastModified()));
      }
      return new Contents(files.catalogs(), new TreeMap<>(), requests);
    } catch (SdkException e) {
      return Contents.refused(target.folder(), refusal(e, target), requests + 1);
    }
  }

  private static Refusal refusal(SdkException e, Target.Bucket target) {
    return switch (e) {
      case NoSuchBucketException gone -> gone();
      case S3Exception s3 when s3.statusCode() == 404 -> gone();
      case S3Exception s3 when s3.statusCode() == 403 ->
          new Refusal(
              "access is denied",
              "Give the monitor the right s3:ListBucket on " + target.bucket() + ".");
      case S3Exception s3 ->
          new Refusal(
              "S3 answers %d %s".formatted(s3.statusCode(), SafeText.cut(code(s3))),
              "See whether S3 works at all, and run the monitor again.");
      default ->
          new Refusal(
              "S3 cannot be reached: " + SafeText.cut(String.valueOf(e.getMessage())),
              "See whether the network and the endpoint are right, and run the monitor again.");
    };
  }

  private static Refusal gone() {
    return new Refusal(
        "there is no such bucket",
        "If it was deleted, bring its backups back from elsewhere; if it was given up, stop watching it.");
  }

  private static String code(S3Exception e) {
    return e.awsErrorDetails() == null
        ? String.valueOf(e.getMessage())
        : e.awsErrorDetails().errorCode();
  }
}
