package dev.keepwatch.agent.storage.s3.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class TroubleTest {

  @ParameterizedTest
  @CsvSource({
    "500, InternalError, PASSING",
    "200, InternalError, PASSING",
    "502, , PASSING",
    "503, ServiceUnavailable, PASSING",
    "504, , PASSING",
    "400, RequestTimeout, PASSING",
    "400, BadDigest, PASSING",
    "403, RequestTimeTooSkewed, PASSING",
    "503, SlowDown, THROTTLED",
    "429, TooManyRequests, THROTTLED",
    "429, , THROTTLED",
    "400, ThrottlingException, THROTTLED",
    "400, ExpiredToken, EXPIRED",
    "400, TokenRefreshRequired, EXPIRED",
    "403, AccessDenied, LASTING",
    "403, InvalidAccessKeyId, LASTING",
    "404, NoSuchKey, LASTING",
    "409, ConditionalRequestConflict, LASTING",
    "412, PreconditionFailed, LASTING",
    "301, PermanentRedirect, LASTING",
    "501, NotImplemented, LASTING",
  })
  void an_answer_says_whether_asking_again_helps(int status, String code, Trouble trouble) {
    assertThat(Trouble.of(answer(status, code, "0"))).isEqualTo(trouble);
  }

  @Test
  void a_line_that_breaks_may_hold_the_next_time_but_a_certificate_stays_what_it_is() {
    assertThat(Trouble.of(silence(new SocketTimeoutException("Read timed out"))))
        .isEqualTo(Trouble.PASSING);
    assertThat(Trouble.of(silence(new UnknownHostException("s3.example.org"))))
        .isEqualTo(Trouble.PASSING);
    assertThat(Trouble.of(silence(new SSLException("Connection reset", new IOException()))))
        .isEqualTo(Trouble.PASSING);
    assertThat(Trouble.of(silence(new SSLHandshakeException("unable to find valid path"))))
        .isEqualTo(Trouble.LASTING);
    assertThat(Trouble.of(silence(new FoundCredentials.NoneFound(new IllegalStateException()))))
        .isEqualTo(Trouble.LASTING);
  }

  @Test
  void a_server_may_ask_for_time_but_not_for_a_day() {
    assertThat(Trouble.asked(answer(503, "SlowDown", "12"))).isEqualTo(Duration.ofSeconds(12));
    assertThat(Trouble.asked(answer(503, "SlowDown", "86400"))).isEqualTo(Duration.ofMinutes(1));
    assertThat(Trouble.asked(answer(503, "SlowDown", "tomorrow"))).isZero();
    assertThat(Trouble.asked(silence(new IOException()))).isZero();
  }

  private static SdkException answer(int status, String code, String retryAfter) {
    var response =
        SdkHttpResponse.builder().statusCode(status).putHeader("Retry-After", retryAfter).build();
    return S3Exception.builder()
        .statusCode(status)
        .awsErrorDetails(
            AwsErrorDetails.builder().errorCode(code).sdkHttpResponse(response).build())
        .build();
  }

  private static SdkException silence(Exception cause) {
    return SdkClientException.create("no answer", cause);
  }
}
