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
    try (FilePart content = object.part(sums, 0)) {
      object.client().putObject(request(extras), content.body());
    }
  }

  private PutObjectRequest request(Extras extras) {
    var request =
        PutObjectRequest.builder()
            .bucket(object.folder().bucket())
            .key(object.key())
            .contentLength(sums.size())
            .contentMD5(sums.header(0))
            .metadata(object.file().metadata());
    if (extras.condition()) {
      request.ifNoneMatch(NewObject.IF_KEY_IS_FREE);
    }
    if (extras.tags()) {
      request.tagging(object.tagging());
    }
    object.storageClass().ifPresent(request::storageClass);
    object.sealingAtRest().ifPresent(request::serverSideEncryption);
    return request.build();
  }
}
