package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.s3.FaultServer.Call;
import dev.keepwatch.agent.storage.s3.FaultServer.Fault;
import org.junit.jupiter.api.Test;

/// Writes whose answer never came.
final class LostAnswerTest extends FaultFixture {

  private static final Fault BUSY = Fault.error(503, "ServiceUnavailable", "Please try again.");
  private static final Fault[] ALWAYS_BUSY = {BUSY, BUSY, BUSY, BUSY, BUSY};

  @Test
  void a_write_that_finds_its_own_object_after_a_lost_answer_has_succeeded() throws Exception {
    server.next(Call.PUT, Fault.loseAnswer());

    write("one");

    assertThat(stored()).isEqualTo("one");
    assertThat(server.requests(Call.PUT)).hasSize(2);
  }

  @Test
  void a_write_that_finds_anothers_object_after_a_lost_answer_has_failed() throws Exception {
    server.next(Call.PUT, Fault.drop(), Fault.after(() -> server.bucket().put(KEY, bytes("two"))));

    assertThat(failureOf(() -> write("one")).reason()).isEqualTo(Reason.EXISTS);
    assertThat(stored()).isEqualTo("two");
  }

  @Test
  void an_equal_object_is_not_taken_for_ours_while_no_answer_was_lost() throws Exception {
    server.next(Call.PUT, Fault.after(() -> server.bucket().put(KEY, bytes("one"))));

    assertThat(failureOf(() -> write("one")).reason()).isEqualTo(Reason.EXISTS);
  }

  @Test
  void the_next_call_recognises_what_an_earlier_call_stored_without_an_answer() throws Exception {
    server.next(Call.PUT, Fault.loseAnswer()).next(Call.PUT, ALWAYS_BUSY);
    assertThat(failureOf(() -> write("one")).reason()).isEqualTo(Reason.TRANSIENT);

    write("one");

    assertThat(server.requests(Call.PUT)).hasSize(5);
    assertThat(failureOf(() -> write("one")).reason()).isEqualTo(Reason.EXISTS);
  }

  @Test
  void other_content_than_that_of_the_lost_call_is_not_taken_for_stored() throws Exception {
    server.next(Call.PUT, Fault.loseAnswer()).next(Call.PUT, ALWAYS_BUSY);
    assertThat(failureOf(() -> write("one")).reason()).isEqualTo(Reason.TRANSIENT);

    assertThat(failureOf(() -> write("two")).reason()).isEqualTo(Reason.EXISTS);
    assertThat(failureOf(() -> write("on")).reason()).isEqualTo(Reason.EXISTS);
  }

  @Test
  void where_the_etag_says_nothing_the_object_itself_is_compared() throws Exception {
    server.next(
        Call.PUT,
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
            Call.PUT,
            Fault.drop(),
            Fault.after(() -> server.bucket().putEncrypted(KEY, bytes("one"))))
        .next(Call.GET, Fault.error(403, "AccessDenied", "Access Denied"));

    assertThat(failureOf(() -> write("one")).reason()).isEqualTo(Reason.EXISTS);
  }

  @Test
  void a_completion_whose_answer_was_lost_has_succeeded() throws Exception {
    server.next(Call.COMPLETE, Fault.loseAnswer());

    write("12345678");

    assertThat(stored()).isEqualTo("12345678");
    assertThat(server.requests(Call.COMPLETE)).hasSize(2);
  }

  @Test
  void a_completion_that_finds_anothers_object_has_failed() throws Exception {
    server.next(Call.COMPLETE, Fault.after(() -> server.bucket().put(KEY, bytes("87654321"))));

    assertThat(failureOf(() -> write("12345678")).reason()).isEqualTo(Reason.EXISTS);
    assertThat(stored()).isEqualTo("87654321");
    assertThat(server.requests(Call.ABORT)).hasSize(1);
  }

  @Test
  void a_conflict_with_a_write_that_leaves_nothing_is_tried_again() throws Exception {
    server.next(
        Call.PUT,
        Fault.error(409, "ConditionalRequestConflict", "a conflicting operation occurred"));

    write("one");

    assertThat(stored()).isEqualTo("one");
    assertThat(server.requests(Call.PUT)).hasSize(2);
  }

  @Test
  void an_answer_that_is_no_receipt_is_not_taken_for_one() throws Exception {
    server.next(Call.PUT, Fault.answer(TinyBucket.Answer.ok("")));

    write("one");

    assertThat(stored()).isEqualTo("one");
    assertThat(server.requests(Call.PUT)).hasSize(2);
  }

  @Test
  void nor_is_it_after_an_upload_in_parts() throws Exception {
    server.next(Call.COMPLETE, Fault.answer(TinyBucket.Answer.ok("<html>log in</html>")));

    write("12345678");

    assertThat(stored()).isEqualTo("12345678");
    assertThat(server.requests(Call.COMPLETE)).hasSize(2);
  }

  @Test
  void a_server_error_is_tried_again() throws Exception {
    server.next(Call.PUT, Fault.error(500, "InternalError", "We encountered an internal error."));
    server.next(Call.LIST, Fault.error(500, "InternalError", "We encountered an internal error."));

    write("one");

    assertThat(stored()).isEqualTo("one");
    assertThat(server.requests(Call.PUT)).hasSize(2);
  }

  @Test
  void a_connection_that_breaks_within_the_body_is_tried_again() throws Exception {
    server.next(Call.PART, Fault.drop(), Fault.drop());

    write("12345678");

    assertThat(stored()).isEqualTo("12345678");
    assertThat(server.requests(Call.PART)).hasSize(5);
  }
}
