package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.storage.StorageException.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// An error answer of the server. Its words are foreign: they are cut and cleaned before anybody
/// sees them, and what is long enough to be a token is left out.
record S3Refusal(S3Exception exception) {

  private static final int MAX_WORDS = 400;
  private static final Pattern MISSING =
      Pattern.compile("unsupported|not supported|not implemented");
  private static final Pattern EXPECTED_REGION = Pattern.compile("expecting '([a-z0-9-]+)'");

  private static final Set<String> SUM_IS_WRONG =
      Set.of("BadDigest", "InvalidDigest", "XAmzContentChecksumMismatch");

  int status() {
    return exception.statusCode();
  }

  /// The server's code, or the status where it sent none.
  String code() {
    return details()
        .map(AwsErrorDetails::errorCode)
        .map(S3Refusal::clean)
        .orElse("HTTP " + status());
  }

  private Optional<AwsErrorDetails> details() {
    return Optional.ofNullable(exception.awsErrorDetails())
        .filter(details -> details.errorCode() != null && !details.errorCode().isBlank());
  }

  String words() {
    String message = details().map(AwsErrorDetails::errorMessage).orElse("");
    return clean(code() + (message.isBlank() ? "" : ", " + message));
  }

  boolean isAboutBucket() {
    return code().equals("NoSuchBucket");
  }

  /// Whether only the status is known. A body that is refused before it was sent (a large file, by
  /// `Expect: 100-continue`) is refused without words: the JDK's client does not hand them on.
  boolean isWordless() {
    return details().isEmpty();
  }

  /// Whether credentials may have expired, though nobody says so.
  boolean mayBeAboutCredentials() {
    return isWordless() && (status() == 400 || status() == 403);
  }

  /// Whether this is, or may be, about a header or a function that the server does not have.
  boolean mayBeAboutMissingFunction() {
    return status() == 501
        || code().equals("NotImplemented")
        || (status() == 400 && (isWordless() || MISSING.matcher(text()).find()));
  }

  /// Whether this is about the header of a sum that the server does not know, and not about a sum
  /// that is wrong.
  boolean isAboutUnknownSum() {
    return (status() == 400 || status() == 501)
        && mentions("x-amz-checksum")
        && !SUM_IS_WRONG.contains(code());
  }

  boolean isAboutStorageClass() {
    return (status() == 400 || status() == 501)
        && (code().equals("InvalidStorageClass")
            || mentions("storage-class")
            || mentions("storage class"));
  }

  boolean isAboutLock() {
    return code().equals("ObjectLocked") || mentions("object lock") || mentions("worm");
  }

  /// Whether a key of KMS is missing or may not be used.
  boolean isAboutKmsKey() {
    return code().startsWith("KMS.") || (status() == 403 && mentions("kms:"));
  }

  boolean isAboutExpiry() {
    return code().equals("ExpiredToken") || code().equals("TokenRefreshRequired");
  }

  boolean isAboutHaste() {
    return status() == 429 || code().startsWith("SlowDown") || code().contains("Throttl");
  }

  /// Whether the server's message mentions something, given in lower case.
  boolean mentions(String something) {
    return text().contains(something);
  }

  private String text() {
    return Optional.ofNullable(exception.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .orElse("")
        .toLowerCase(Locale.ROOT);
  }

  Optional<String> region() {
    Optional<String> told =
        Optional.ofNullable(exception.awsErrorDetails())
            .flatMap(details -> Optional.ofNullable(details.sdkHttpResponse()))
            .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"));
    return told.filter(region -> region.matches("[a-z0-9-]{1,40}"))
        .or(() -> {
          Matcher expected = EXPECTED_REGION.matcher(words());
          return expected.find() ? Optional.of(expected.group(1)) : Optional.empty();
        });
  }

  Reason reason() {
    if (code().startsWith("KMS.")) {
      return Reason.MISCONFIGURED;
    }
    return switch (code()) {
      case "NoSuchBucket", "NoSuchKey", "NotFound" -> Reason.ABSENT;
      case "InvalidObjectState" -> Reason.FROZEN;
      case "PreconditionFailed" -> Reason.EXISTS;
      case "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "InvalidToken",
          "TokenRefreshRequired",
          "RequestTimeTooSkewed",
          "RequestExpired",
          "InvalidBucketName",
          "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          Reason.MISCONFIGURED;
      case "QuotaExceeded", "XMinioStorageFull", "InsufficientCapacity" -> Reason.FULL;
      case "BadDigest",
          "InternalError", // also where the status says that all is well
          "RequestTimeout",
          "SlowDown",
          "OperationAborted",
          "NoSuchUpload",
          "ConditionalRequestConflict" ->
          Reason.TRANSIENT;
      default -> reasonOfStatus();
    };
  }

  private Reason reasonOfStatus() {
    return switch (status()) {
      case 301 -> Reason.MISCONFIGURED;
      case 401, 403 -> Reason.DENIED;
      case 404 -> Reason.ABSENT;
      case 408, 409, 429, 500, 502, 503, 504 -> Reason.TRANSIENT;
      case 412 -> Reason.EXISTS;
      case 507 -> Reason.FULL;
      default -> Reason.FAILED;
    };
  }

  /// Foreign words, fit to be shown: one line, not endless, without anything like a token.
  static String clean(@Nullable String words) {
    String line =
        String.valueOf(words)
            .replaceAll("[\\p{Cntrl}\\p{Cf}\\x{80}-\\x{9f}]+", " ")
            .replaceAll("[^\\s]{129,}", "…")
            .strip()
            .replaceAll("\\.$", "");
    return line.length() <= MAX_WORDS ? line : line.substring(0, MAX_WORDS) + "…";
  }
}
