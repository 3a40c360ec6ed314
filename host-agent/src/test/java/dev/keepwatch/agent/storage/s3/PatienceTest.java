package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.pace.Pace;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.s3.FaultServer.Fault;
import dev.keepwatch.agent.storage.s3.TinyBucket.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// How long a server is waited for, and what is said when it was too long.
final class PatienceTest extends FaultFixture {

  private static final Fault BUSY = Fault.error(503, "SlowDown", "Please reduce your request rate");

  private void patience(int attempts, Duration timeout) {
    use(
        S3Settings.from(Map.of())
            .withTransport(
                new Transport(
                    attempts,
                    Optional.empty(),
                    timeout,
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Pace.NONE)));
  }

  @Test
  void a_server_that_wants_to_be_asked_less_is_asked_less_and_less() {
    server.next(S3Call.LIST, BUSY, BUSY, BUSY, BUSY, BUSY);

    expect(
        failureOf(this::list),
        Reason.TRANSIENT,
        "cannot list HERE: the server is asked too often (SlowDown). Try again later.");
    assertThat(waiting.pauses()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L);
  }

  @Test
  void a_server_that_says_how_long_is_left_alone_for_so_long() throws Exception {
    server.next(
        S3Call.LIST,
        Fault.answer(
            new Answer(503, Map.of("Retry-After", "9"), Answer.error(503, "SlowDown", "").body())));

    list();

    assertThat(waiting.pauses()).containsExactly(Duration.ofSeconds(9));
  }

  @Test
  void however_many_attempts_are_allowed_there_is_an_end() {
    patience(1000, Duration.ofSeconds(6));
    for (int i = 0; i < 100; i++) {
      server.next(S3Call.LIST, BUSY);
    }

    assertThat(failureOf(this::list).reason()).isEqualTo(Reason.TRANSIENT);
    assertThat(waiting.elapsed()).isLessThanOrEqualTo(Duration.ofSeconds(60));
    assertThat(server.requests(S3Call.LIST)).hasSizeBetween(5, 10);
  }

  @Test
  void a_transfer_that_took_long_and_then_failed_is_tried_again() throws Exception {
    server.next(
        S3Call.PUT,
        (exchange, right) -> {
          waiting.pause(Duration.ofHours(1));
          Fault.drop().meet(exchange, right);
        });

    write("one");

    assertThat(stored()).isEqualTo("one");
  }

  @Test
  void what_is_denied_absent_or_misconfigured_is_not_asked_for_again() {
    for (String code : List.of("AccessDenied", "NoSuchBucket", "InvalidAccessKeyId")) {
      server.next(S3Call.LIST, Fault.error(code.startsWith("No") ? 404 : 403, code, "words"));
      failureOf(this::list);
    }

    assertThat(server.requests(S3Call.LIST)).hasSize(3);
    assertThat(waiting.pauses()).isEmpty();
  }

  @Test
  void expired_credentials_are_looked_up_anew_once() throws Exception {
    server.next(
        S3Call.LIST,
        (exchange, right) -> {
          System.setProperty("aws.accessKeyId", "AKIARENEWED");
          Fault.error(400, "ExpiredToken", "The provided token has expired.").meet(exchange, right);
        });

    list();

    assertThat(server.requests(S3Call.LIST))
        .extracting(request -> request.header("Authorization").orElse("").contains("AKIARENEWED"))
        .containsExactly(false, true);
    assertThat(waiting.pauses()).isEmpty();
  }

  @Test
  void credentials_that_stay_expired_are_said_to_be() {
    Fault expired = Fault.error(400, "ExpiredToken", "The provided token has expired.");
    server.next(S3Call.LIST, expired, expired, expired);

    expect(
        failureOf(this::list),
        Reason.MISCONFIGURED,
        "cannot list HERE: the AWS credentials have expired (ExpiredToken), and no newer ones were"
            + " found. Renew them where they come from: AWS_SESSION_TOKEN, the profile, or the"
            + " machine's role.");
    assertThat(server.requests(S3Call.LIST)).hasSize(2);
  }

  @Test
  void the_servers_time_is_learnt_from_its_first_refusal() throws Exception {
    server.next(
        S3Call.LIST, Fault.error(403, "RequestTimeTooSkewed", "The difference is too large."));

    list();

    assertThat(server.requests(S3Call.LIST)).hasSize(2);
  }
}
