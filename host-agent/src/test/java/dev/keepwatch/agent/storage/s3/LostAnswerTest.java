package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.s3.FaultServer.Fault;
import dev.keepwatch.agent.storage.s3.TinyBucket.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Writes whose answer never came.
final class LostAnswerTest extends FaultFixture {

  private static final Fault BUSY = Fault.error(503, "ServiceUnavailable", "Please try again.");
  private static final Fault[] ALWAYS_BUSY = {BUSY, BUSY, BUSY, BUSY, BUSY};

  private static Stream<Arguments> faults() {
    var conflict =
        Fault.error(409, "ConditionalRequestConflict", "a conflicting operation occurred");
    return Stream.of(
        Arguments.of("an object whose answer was lost", S3Call.PUT, Fault.loseAnswer(), "one"),
        Arguments.of("a completion's answer", S3Call.COMPLETE, Fault.loseAnswer(), "12345678"),
        Arguments.of("a conflict that leaves nothing", S3Call.PUT, conflict, "one"),
        Arguments.of("no receipt", S3Call.PUT, Fault.answer(Answer.ok("")), "one"),
        Arguments.of(
            "no receipt of parts",
            S3Call.COMPLETE,
            Fault.answer(Answer.ok("<html>log in</html>")),
            "12345678"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void what_is_not_known_to_be_stored_is_tried_again(
      String what, S3Call call, Fault fault, String content) throws Exception {
    server.next(call, fault);

    write(content);

    assertThat(stored()).as(what).isEqualTo(content);
    assertThat(server.requests(call)).as(what).hasSize(2);
  }

  @Test
  void a_write_that_finds_anothers_object_after_a_lost_answer_has_failed() throws Exception {
    server.next(
        S3Call.PUT, Fault.drop(), Fault.after(() -> server.bucket().put(KEY, bytes("two"))));

    assertThat(failureOf(() -> write("one")).reason()).isEqualTo(Reason.EXISTS);
    assertThat(stored()).isEqualTo("two");
  }

  @Test
  void an_equal_object_is_not_taken_for_ours_while_no_answer_was_lost() throws Exception {
    server.next(S3Call.PUT, Fault.after(() -> server.bucket().put(KEY, bytes("one"))));

    assertThat(failureOf(() -> write("one")).reason()).isEqualTo(Reason.EXISTS);
  }

  @Test
  void the_next_call_recognises_what_an_earlier_call_stored_without_an_answer() throws Exception {
    server.next(S3Call.PUT, Fault.loseAnswer()).next(S3Call.PUT, ALWAYS_BUSY);
    assertThat(failureOf(() -> write("one")).reason()).isEqualTo(Reason.TRANSIENT);

    write("one");

    assertThat(server.requests(S3Call.PUT)).hasSize(5);
    assertThat(failureOf(() -> write("one")).reason()).isEqualTo(Reason.EXISTS);
  }

  @Test
  void other_content_than_that_of_the_lost_call_is_not_taken_for_stored() throws Exception {
    server.next(S3Call.PUT, Fault.loseAnswer()).next(S3Call.PUT, ALWAYS_BUSY);
    assertThat(failureOf(() -> write("one")).reason()).isEqualTo(Reason.TRANSIENT);

    assertThat(failureOf(() -> write("two")).reason()).isEqualTo(Reason.EXISTS);
    assertThat(failureOf(() -> write("on")).reason()).isEqualTo(Reason.EXISTS);
  }

  @Test
  void where_the_etag_says_nothing_the_object_itself_is_compared() throws Exception {
    server.next(
        S3Call.PUT,
        Fault.drop(),
        Fault.after(() -> server.bucket().putEncrypted(KEY, bytes("one"))),
        Fault.drop(),
        Fault.after(() -> server.bucket().putEncrypted("web01/vol2", bytes("two"))));

    write("one");

    assertThat(failureOf(() -> write("vol2", "one")).reason()).isEqualTo(Reason.EXISTS);
  }

  @Test
  void an_object_that_we_may_not_read_is_not_taken_for_ours() throws Exception {
    server
        .next(
            S3Call.PUT,
            Fault.drop(),
            Fault.after(() -> server.bucket().putEncrypted(KEY, bytes("one"))))
        .next(S3Call.GET, Fault.error(403, "AccessDenied", "Access Denied"));

    assertThat(failureOf(() -> write("one")).reason()).isEqualTo(Reason.EXISTS);
  }

  @Test
  void a_completion_that_finds_anothers_object_has_failed() throws Exception {
    server.next(S3Call.COMPLETE, Fault.after(() -> server.bucket().put(KEY, bytes("87654321"))));

    assertThat(failureOf(() -> write("12345678")).reason()).isEqualTo(Reason.EXISTS);
    assertThat(stored()).isEqualTo("87654321");
    assertThat(server.requests(S3Call.ABORT)).hasSize(1);
  }

  @Test
  void a_server_error_is_tried_again() throws Exception {
    server.next(S3Call.PUT, Fault.error(500, "InternalError", "We encountered an internal error."));
    server.next(
        S3Call.LIST, Fault.error(500, "InternalError", "We encountered an internal error."));

    write("one");

    assertThat(stored()).isEqualTo("one");
    assertThat(server.requests(S3Call.PUT)).hasSize(2);
  }

  @Test
  void a_connection_that_breaks_within_the_body_is_tried_again() throws Exception {
    server.next(S3Call.PART, Fault.drop(), Fault.drop());

    write("12345678");

    assertThat(stored()).isEqualTo("12345678");
    assertThat(server.requests(S3Call.PART)).hasSize(5);
  }
}
