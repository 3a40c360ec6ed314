package dev.keepwatch.agent.identity.aws;

import dev.keepwatch.agent.identity.IdentityException;
import dev.keepwatch.agent.identity.IdentityException.Reason;
import dev.keepwatch.agent.storage.s3.client.FoundCredentials;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What AWS refused, or what kept us from reaching it. Its words are cut and cleaned.
///
/// @param failure what the SDK threw
record AwsRefusal(SdkException failure) {

  private static final int MAX_WORDS = 400;

  /// An answer that no client of the SDK has read.
  static AwsRefusal of(int status, String code, String message) {
    return new AwsRefusal(
        AwsServiceException.builder()
            .statusCode(status)
            .message(message)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
            .build());
  }

  /// The code of the answer; empty if there was none.
  String code() {
    return details().map(AwsErrorDetails::errorCode).orElse("");
  }

  private Optional<AwsErrorDetails> details() {
    return failure instanceof AwsServiceException answer
        ? Optional.ofNullable(answer.awsErrorDetails())
            .filter(details -> details.errorCode() != null)
        : Optional.empty();
  }

  /// Whether the server does not know, or does not accept, the key of the request.
  boolean isAboutKey() {
    return switch (code()) {
      case "InvalidClientTokenId",
          "InvalidAccessKeyId",
          "UnrecognizedClientException",
          "SignatureDoesNotMatch",
          "AuthFailure" ->
          true;
      default -> false;
    };
  }

  /// In a sentence about what was tried.
  ///
  /// @param tried “cannot make a key for …”
  /// @param right what would have to be granted
  IdentityException about(String tried, String right) {
    if (find(FoundCredentials.NoneFound.class)) {
      return exception(
          Reason.MISCONFIGURED,
          tried
              + ": no AWS credentials were found. Set AWS_PROFILE to a profile of yours in"
              + " ~/.aws/credentials or ~/.aws/config; it has to be an administrator's, not the host's.");
    }
    if (failure instanceof AwsServiceException answer) {
      return ofAnswer(answer, tried, right);
    }
    return find(IOException.class)
        ? exception(
            Reason.TRANSIENT,
            "%s: AWS does not answer (%s). Check network and endpoint, then try again."
                .formatted(tried, clean(message())))
        : exception(Reason.FAILED, "%s: %s.".formatted(tried, clean(message())));
  }

  private IdentityException ofAnswer(AwsServiceException answer, String tried, String right) {
    if (isAboutKey() || code().startsWith("ExpiredToken")) {
      return exception(
          Reason.MISCONFIGURED,
          "%s: your AWS credentials are not valid (%s). Renew them, or set AWS_PROFILE to others."
              .formatted(tried, code()));
    }
    if (answer.statusCode() == 403 || code().startsWith("AccessDenied")) {
      return exception(
          Reason.DENIED,
          "%s: access is denied. Use an administrator's credentials, or grant %s. AWS says: %s."
              .formatted(tried, right, words()));
    }
    boolean passes = answer.isThrottlingException() || answer.statusCode() >= 500;
    return passes
        ? exception(
            Reason.TRANSIENT,
            "%s: AWS cannot do it now (%s). Try again later.".formatted(tried, code()))
        : exception(Reason.FAILED, "%s: AWS refused: %s.".formatted(tried, words()));
  }

  private IdentityException exception(Reason reason, String sentence) {
    return new IdentityException(reason, sentence, failure);
  }

  private String words() {
    return clean(details().map(d -> d.errorCode() + ", " + d.errorMessage()).orElse(message()));
  }

  private String message() {
    return String.valueOf(failure.getMessage());
  }

  private static String clean(String words) {
    String line =
        words
            .replaceAll("\\p{Cntrl}+", " ")
            .replaceAll("[^\\s]{129,}", "…")
            .strip()
            .replaceAll("\\.$", "");
    return line.length() <= MAX_WORDS ? line : line.substring(0, MAX_WORDS) + "…";
  }

  private boolean find(Class<? extends Throwable> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }
}
