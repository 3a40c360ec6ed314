package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What S3 refused, or what kept us from reaching it: a reason for programs, words for people.
final class S3Failure {

  private final S3Folder folder;
  private final S3Action action;

  private S3Failure(S3Action action, S3Folder folder) {
    this.folder = folder;
    this.action = action;
  }

  /// @param name the file in question, or nothing
  static StorageException of(S3Action action, S3Folder folder, String name, SdkException cause) {
    var failure = new S3Failure(action, folder);
    Finding finding =
        cause instanceof S3Exception answer
            ? failure.refused(new S3Refusal(answer))
            : NoAnswer.finding(cause, folder);
    String message = action.failed(folder, name) + ": " + finding.why();
    return new StorageException(finding.reason(), message, cause);
  }

  /// @param why what is wrong, and what can be done
  record Finding(Reason reason, String why) {}

  private Finding refused(S3Refusal refusal) {
    Reason reason = refusal.reason();
    String code = refusal.code();
    return new Finding(
        reason,
        switch (reason) {
          case ABSENT -> absent(refusal);
          case DENIED -> denied(refusal);
          case EXISTS -> "it exists already, and stays as it is.";
          case FROZEN ->
              "it lies in an archive class. Thaw it first: keepwatch restore and verify do with --thaw.";
          case TRANSIENT ->
              refusal.isAboutHaste()
                  ? "the server is asked too often (" + code + "). Try again later."
                  : "the server cannot do it now (" + code + "). Try again later.";
          case MISCONFIGURED -> misconfigured(refusal);
          case UNSUPPORTED -> "the server does not have this function (" + refusal.words() + ").";
          case FULL -> "there is no room left (" + code + "). Free space, or raise the quota.";
          case FAILED -> "the server refused: " + refusal.words() + ".";
        });
  }

  private String absent(S3Refusal refusal) {
    boolean aboutFile = action.isAboutFile();
    if (refusal.isWordless() && !aboutFile) {
      return "there is no bucket %s, or no S3 server, at %s. Create it, or correct URL and endpoint."
          .formatted(folder.bucket(), folder.serverName());
    }
    return refusal.isAboutBucket() || !aboutFile
        ? "there is no bucket " + folder.bucket() + ". Create it, or correct the URL."
        : "it does not exist.";
  }

  private String denied(S3Refusal refusal) {
    if (refusal.isAboutLock()) {
      return "the object is locked (Object Lock) and stays until the lock ends. The server says: "
          + refusal.words()
          + ".";
    }
    if (refusal.isAboutKmsKey()) {
      return ("the KMS key may not be used. Grant kms:GenerateDataKey and kms:Decrypt on it. The"
              + " server says: %s.")
          .formatted(refusal.words());
    }
    String doubt =
        action == S3Action.READ ? ", or there is no such file and listing is denied" : "";
    return "access is denied%s. Grant %s.%s The server says: %s."
        .formatted(doubt, action.right(folder), action.remark(), refusal.words());
  }

  private String misconfigured(S3Refusal refusal) {
    if (refusal.isAboutKmsKey()) {
      return "the KMS key cannot be used (%s). Check --s3-kms-key-id or s3.kms-key."
          .formatted(refusal.words());
    }
    if (refusal.isAboutExpiry()) {
      return "the AWS credentials have expired ("
          + refusal.code()
          + "), and no newer ones were found. Renew them where they come from: AWS_SESSION_TOKEN,"
          + " the profile, or the machine's role.";
    }
    return switch (refusal.code()) {
      case "RequestTimeTooSkewed", "RequestExpired" ->
          "the clock of this machine is wrong. Set it, or let NTP do so.";
      case "InvalidBucketName" -> folder.bucket() + " is no name for a bucket. Correct the URL.";
      case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken" ->
          "the AWS credentials are not valid ("
              + refusal.code()
              + "). Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or the profile in"
              + " ~/.aws/credentials, to a key that exists and has not expired.";
      default ->
          "the bucket is in another region. Set --s3-region-name, s3.region or AWS_REGION to "
              + refusal.region().orElse("the bucket's region")
              + ".";
    };
  }
}
