package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.s3.client.Trouble;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// Stores a large file part by part; it appears when the last request, the completion, succeeds.
///
/// The condition that the key be free stands in the completion, so it is known only then whether
/// the server understands it. If not, the parts are there already and only the completion is
/// repeated.
final class MultipartUpload {

  private final NewObject object;
  private final ContentSums sums;

  MultipartUpload(NewObject object, ContentSums sums) {
    this.object = object;
    this.sums = sums;
  }

  /// @return the extras that the server took
  Extras run(Extras extras) throws IOException {
    String upload = create(extras);
    try {
      var parts = parts(upload, extras);
      object.turn().await();
      return complete(upload, parts, extras);
    } catch (SdkException | IOException e) {
      abort(upload, e);
      throw e;
    }
  }

  private String create(Extras extras) throws StorageException {
    var request =
        CreateMultipartUploadRequest.builder()
            .bucket(object.folder().bucket())
            .key(object.key())
            .contentType(FilePart.MEDIA_TYPE)
            .metadata(object.file().metadata());
    object.tagging(extras).ifPresent(request::tagging);
    if (extras.sums()) {
      request.checksumAlgorithm(ChecksumAlgorithm.SHA256);
    }
    object.storageClass(sums).ifPresent(request::storageClass);
    object.encryption().ifPresent(request::serverSideEncryption);
    object.kmsKey().ifPresent(request::ssekmsKeyId);
    return whole(
            () -> object.client().createMultipartUpload(request.build()),
            CreateMultipartUploadResponse::uploadId)
        .uploadId();
  }

  private List<CompletedPart> parts(String upload, Extras extras) throws IOException {
    List<CompletedPart> parts = new ArrayList<>();
    for (int index = 0; index < sums.count(); index++) {
      parts.add(part(upload, index, extras));
    }
    return parts;
  }

  private CompletedPart part(String upload, int index, Extras extras) throws IOException {
    var request =
        UploadPartRequest.builder()
            .bucket(object.folder().bucket())
            .key(object.key())
            .uploadId(upload)
            .partNumber(index + 1)
            .contentLength(sums.length(index))
            .contentMD5(sums.md5(index));
    if (extras.sums()) {
      request.checksumSHA256(sums.sha256(index));
    }
    try (FilePart content = object.part(sums, index)) {
      var stored =
          whole(
              () -> object.client().uploadPart(request.build(), content.body()),
              UploadPartResponse::eTag);
      Receipt.of(stored).checkPart(object, sums, index);
      return CompletedPart.builder()
          .partNumber(index + 1)
          .eTag(stored.eTag())
          .checksumSHA256(stored.checksumSHA256()) // only a server that answered it expects it
          .build();
    }
  }

  /// An answer that was cut off within its head lacks what comes next needs; it is asked for again.
  ///
  /// @param told what it has to tell
  private <A> A whole(Supplier<A> ask, Function<A, @Nullable String> told) throws StorageException {
    var attempts = object.folder().patience().begin();
    do {
      A answer = ask.get();
      if (told.apply(answer) != null) {
        return answer;
      }
    } while (attempts.again(Trouble.PASSING, Duration.ZERO));
    throw new StorageException(
        Reason.TRANSIENT,
        S3Action.WRITE.failed(object.folder(), object.file().name())
            + ": the server's answers arrive cut off. Check the line, then try again.");
  }

  private Extras complete(String upload, List<CompletedPart> parts, Extras extras)
      throws IOException {
    if (!extras.condition()) {
      object.folder().requireFree(object.file().name());
    }
    try {
      complete(completion(upload, parts, extras.condition()));
      return extras;
    } catch (S3Exception e) {
      var onlyCondition = Concession.none(new Extras(extras.condition(), false, false));
      if (onlyCondition.after(new S3Refusal(e)).isEmpty()) {
        throw e;
      }
      object.folder().requireFree(object.file().name());
      complete(completion(upload, parts, false));
      return extras.withoutCondition();
    }
  }

  private void complete(CompleteMultipartUploadRequest request) throws IOException {
    Receipt.of(object.client().completeMultipartUpload(request)).checkWhole(object, sums);
  }

  private CompleteMultipartUploadRequest completion(
      String upload, List<CompletedPart> parts, boolean condition) {
    var request =
        CompleteMultipartUploadRequest.builder()
            .bucket(object.folder().bucket())
            .key(object.key())
            .uploadId(upload)
            .multipartUpload(all -> all.parts(parts));
    return (condition ? request.ifNoneMatch(NewObject.IF_KEY_IS_FREE) : request).build();
  }

  private void abort(String upload, Exception failure) {
    var request =
        AbortMultipartUploadRequest.builder()
            .bucket(object.folder().bucket())
            .key(object.key())
            .uploadId(upload)
            .build();
    try {
      object.client().abortMultipartUpload(request);
    } catch (SdkException e) {
      // The bucket's lifecycle removes unfinished uploads; what counts is why this one failed.
      failure.addSuppressed(e);
    }
  }
}
