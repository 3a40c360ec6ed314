package dev.keepwatch.agent.storage.s3;

import java.io.IOException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Stores a file by one request.
final class SinglePut {

  private final NewObject object;
  private final ContentSums sums;

  SinglePut(NewObject object, ContentSums sums) {
    this.object = object;
    this.sums = sums;
  }

  void run(Extras extras) throws IOException {
    object.turn().await();
    if (!extras.condition()) {
      object.folder().requireFree(object.file().name());
    }
    try (FilePart content = object.part(sums, 0)) {
      var stored = object.client().putObject(request(extras), content.body());
      Receipt.of(stored).checkWhole(object, sums);
    }
  }

  private PutObjectRequest request(Extras extras) {
    var request =
        PutObjectRequest.builder()
            .bucket(object.folder().bucket())
            .key(object.key())
            .contentLength(sums.size())
            .contentMD5(sums.md5(0))
            .metadata(object.file().metadata());
    if (extras.condition()) {
      request.ifNoneMatch(NewObject.IF_KEY_IS_FREE);
    }
    object.tagging(extras).ifPresent(request::tagging);
    if (extras.sums()) {
      request.checksumSHA256(sums.sha256());
    }
    object.storageClass(sums).ifPresent(request::storageClass);
    object.encryption().ifPresent(request::serverSideEncryption);
    object.kmsKey().ifPresent(request::ssekmsKeyId);
    return request.build();
  }
}
