package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/// What the server says it has stored.
///
/// @param etag the MD5 sum of it, or of its parts' sums, unless it is encrypted with keys of KMS or
///   of ours, or by a server that is not Amazon's; empty where none was said
/// @param sha256 the sum that was asked for; empty where none was said
/// @param encryption with what it is encrypted; empty where nothing was said
record Receipt(String etag, String sha256, String encryption) {

  private static final Pattern MD5_OF_WHOLE = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern MD5_OF_PARTS = Pattern.compile("[0-9a-f]{32}-[0-9]+");
  private static final String STORAGES_OWN_KEYS = "AES256";

  static Receipt of(PutObjectResponse answer) {
    return of(answer.eTag(), answer.checksumSHA256(), answer.serverSideEncryptionAsString());
  }

  static Receipt of(UploadPartResponse answer) {
    return of(answer.eTag(), answer.checksumSHA256(), answer.serverSideEncryptionAsString());
  }

  static Receipt of(CompleteMultipartUploadResponse answer) {
    return of(answer.eTag(), answer.checksumSHA256(), answer.serverSideEncryptionAsString());
  }

  private static Receipt of(
      @Nullable String etag, @Nullable String sha256, @Nullable String encryption) {
    return new Receipt(
        Optional.ofNullable(etag).orElse("").replace("\"", ""),
        Optional.ofNullable(sha256).orElse(""),
        Optional.ofNullable(encryption).orElse(""));
  }

  /// @throws StorageException if a part is not stored as it was sent
  void checkPart(NewObject object, ContentSums sums, int index) throws StorageException {
    boolean same =
        isSame(MD5_OF_WHOLE, sums.etag(index), object)
            && isSameSum(sums.sha256(index), !sha256.contains("-"));
    if (!same) {
      throw differs(
          object,
          "part " + (index + 1) + " arrived damaged",
          "Nothing was stored. Check line and server, then try again.");
    }
  }

  /// @throws NoReceiptException if the answer is none
  /// @throws StorageException if the object is not stored as it was sent
  void checkWhole(NewObject object, ContentSums sums) throws IOException {
    if (etag.isEmpty()) {
      throw new NoReceiptException();
    }
    var form = sums.isMultipart() ? MD5_OF_PARTS : MD5_OF_WHOLE;
    boolean same =
        isSame(form, sums.etag(), object)
            && isSameSum(sums.sha256(), sha256.contains("-") == sums.isMultipart());
    if (!same) {
      throw differs(
          object,
          "the server has stored something else than was sent",
          "Delete what is there under this name, and check line and server.");
    }
  }

  private boolean isSame(Pattern form, String expected, NewObject object) {
    boolean ofContent =
        encryption.isEmpty()
            || (encryption.equals(STORAGES_OWN_KEYS) && object.folder().server().isEmpty());
    return !ofContent || !form.matcher(etag).matches() || etag.equals(expected);
  }

  private boolean isSameSum(String expected, boolean sameKind) {
    return sha256.isEmpty() || !sameKind || sha256.equals(expected);
  }

  private StorageException differs(NewObject object, String what, String whatNow) {
    return new StorageException(
        Reason.FAILED,
        "%s: %s (ETag %s%s). %s"
            .formatted(
                S3Action.WRITE.failed(object.folder(), object.file().name()),
                what,
                S3Refusal.clean(etag),
                sha256.isEmpty() ? "" : ", SHA-256 " + S3Refusal.clean(sha256),
                whatNow));
  }
}
