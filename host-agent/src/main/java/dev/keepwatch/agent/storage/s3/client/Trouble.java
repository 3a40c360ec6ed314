package dev.keepwatch.agent.storage.s3.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/// What kept a request from its answer, as far as asking again is concerned.
public enum Trouble {
  /// A line or a server that may have recovered in a moment.
  PASSING,
  /// A server that wants to be asked less.
  THROTTLED,
  /// Credentials that were good once. Others may lie ready.
  EXPIRED,
  /// What will be so again: denied, absent, misconfigured.
  LASTING;

  private static final Set<String> EXPIRED_CODES =
      Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired");
  private static final Set<String> THROTTLED_CODES =
      Set.of(
          "SlowDown", "SlowDownRead", "SlowDownWrite", "RequestLimitExceeded", "TooManyRequests");
  private static final Set<String> PASSING_CODES =
      Set.of("InternalError", "RequestTimeout", "BadDigest", "PriorRequestNotComplete");
  private static final Set<Integer> PASSING_STATUS = Set.of(408, 500, 502, 503, 504);
  private static final long LONGEST_ASKED = 60;

  boolean passes() {
    return this == PASSING || this == THROTTLED;
  }

  static Trouble of(SdkException failure) {
    return failure instanceof AwsServiceException answer ? ofAnswer(answer) : ofSilence(failure);
  }

  private static Trouble ofAnswer(AwsServiceException answer) {
    String code =
        Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
    if (EXPIRED_CODES.contains(code)) {
      return EXPIRED;
    }
    if (THROTTLED_CODES.contains(code)
        || answer.statusCode() == 429
        || answer.isThrottlingException()) {
      return THROTTLED;
    }
    // The SDK learns the server's time from such an answer; the next attempt is dated by it.
    boolean passes =
        PASSING_CODES.contains(code)
            || PASSING_STATUS.contains(answer.statusCode())
            || answer.isClockSkewException();
    return passes ? PASSING : LASTING;
  }

  private static Trouble ofSilence(SdkException failure) {
    boolean broken = false;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SSLHandshakeException || t instanceof SSLPeerUnverifiedException) {
        return LASTING;
      }
      broken |= t instanceof IOException || t instanceof XMLStreamException;
    }
    return broken ? PASSING : LASTING;
  }

  /// How long the server asks to be left alone; at most a minute is granted.
  static Duration asked(SdkException failure) {
    return Optional.of(failure)
        .filter(AwsServiceException.class::isInstance)
        .map(answer -> ((AwsServiceException) answer).awsErrorDetails())
        .flatMap(details -> Optional.ofNullable(details.sdkHttpResponse()))
        .flatMap(response -> response.firstMatchingHeader("Retry-After"))
        .filter(seconds -> seconds.matches("[0-9]{1,5}"))
        .map(seconds -> Duration.ofSeconds(Math.min(LONGEST_ASKED, Long.parseLong(seconds))))
        .orElse(Duration.ZERO);
  }
}
