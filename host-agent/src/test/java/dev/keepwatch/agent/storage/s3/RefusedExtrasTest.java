package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.s3.FaultServer.Fault;
import dev.keepwatch.agent.storage.s3.FaultServer.Request;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Servers that do not understand the condition or the tags.
final class RefusedExtrasTest extends FaultFixture {

  private static final Fault NO_CONDITION =
      Fault.error(501, "NotImplemented", "A header: If-None-Match is not implemented");
  private static final Fault NO_TAGS =
      Fault.error(400, "InvalidArgument", "Unsupported header 'x-amz-tagging' received");
  private static final Fault NOT_SAID_WHICH =
      Fault.error(501, "NotImplemented", "A header you provided is not implemented");

  @Test
  void every_put_asks_for_a_free_key_and_names_the_role() throws Exception {
    write("one");
    write("vol2", "12345678");

    assertThat(asked(S3Call.PUT)).containsExactly("condition tags sum");
    assertThat(asked(S3Call.CREATE)).containsExactly("tags sum");
    assertThat(asked(S3Call.PART)).containsExactly("sum", "sum", "sum");
    assertThat(asked(S3Call.COMPLETE)).containsExactly("condition");
    assertThat(notices).isEmpty();
  }

  @Test
  void a_server_without_conditions_is_not_asked_again_and_it_is_said_once() throws Exception {
    server.next(S3Call.PUT, NO_CONDITION);

    write("vol1", "one");
    write("vol2", "two");
    write("vol3", "12345678");

    assertThat(asked(S3Call.PUT)).containsExactly("condition tags sum", "tags sum", "tags sum");
    assertThat(asked(S3Call.COMPLETE)).containsExactly("");
    assertThat(notices).hasSize(1);
    assertThat(notices.getFirst())
        .contains("does not know conditional writes (If-None-Match)", "/acme/web01")
        .endsWith("let no two hosts write there at the same time.");
  }

  @Test
  void without_conditions_the_listing_protects_an_existing_file() throws Exception {
    server.next(S3Call.PUT, NO_CONDITION);
    write("one");

    assertThat(failureOf(() -> write("two")).reason()).isEqualTo(Reason.EXISTS);
    assertThat(stored()).isEqualTo("one");
  }

  @Test
  void a_file_that_appears_while_the_condition_is_refused_is_not_replaced() throws Exception {
    server.next(
        S3Call.PUT,
        (exchange, right) -> {
          server.bucket().put(KEY, bytes("two"));
          NO_CONDITION.meet(exchange, right);
        });

    assertThat(failureOf(() -> write("one")).reason()).isEqualTo(Reason.EXISTS);
    assertThat(stored()).isEqualTo("two");
  }

  @Test
  void a_refused_completion_is_repeated_without_condition_but_no_part_is() throws Exception {
    server.next(S3Call.COMPLETE, NO_CONDITION);

    write("12345678");

    assertThat(stored()).isEqualTo("12345678");
    assertThat(asked(S3Call.COMPLETE)).containsExactly("condition", "");
    assertThat(server.requests(S3Call.PART)).hasSize(3);
    assertThat(notices).hasSize(1);
  }

  @Test
  void a_refused_completion_does_not_replace_what_appeared_meanwhile() throws Exception {
    server.next(
        S3Call.COMPLETE,
        (exchange, right) -> {
          server.bucket().put(KEY, bytes("87654321"));
          NO_CONDITION.meet(exchange, right);
        });

    assertThat(failureOf(() -> write("12345678")).reason()).isEqualTo(Reason.EXISTS);
    assertThat(stored()).isEqualTo("87654321");
    assertThat(server.requests(S3Call.ABORT)).hasSize(1);
  }

  @Test
  void a_server_without_tags_is_not_asked_again_and_it_is_said_once() throws Exception {
    server.next(S3Call.PUT, NO_TAGS);

    write("vol1", "one");
    write("vol2", "two");
    write("vol3", "12345678");

    assertThat(asked(S3Call.PUT))
        .containsExactly("condition tags sum", "condition sum", "condition sum");
    assertThat(asked(S3Call.CREATE)).containsExactly("sum");
    assertThat(notices).hasSize(1);
    assertThat(notices.getFirst()).contains("does not take tags", "s3:PutObjectTagging");
  }

  @Test
  void tags_may_be_refused_when_an_upload_in_parts_begins() throws Exception {
    server.next(S3Call.CREATE, NO_TAGS);

    write("12345678");

    assertThat(asked(S3Call.CREATE)).containsExactly("tags sum", "sum");
    assertThat(asked(S3Call.COMPLETE)).containsExactly("condition");
    assertThat(notices).hasSize(1);
  }

  @Test
  void without_the_right_to_tag_the_object_is_stored_without_a_tag() throws Exception {
    server.next(
        S3Call.PUT,
        Fault.error(
            403,
            "AccessDenied",
            "User: arn:aws:iam::1:user/u is not authorized to perform: s3:PutObjectTagging"));

    write("one");

    assertThat(asked(S3Call.PUT)).containsExactly("condition tags sum", "condition sum");
    assertThat(notices).hasSize(1);
  }

  @Test
  void where_the_server_does_not_say_what_it_misses_one_is_left_out_and_then_two()
      throws Exception {
    for (int fewer = 0; fewer < 7; fewer++) {
      server.next(S3Call.PUT, NOT_SAID_WHICH);
    }

    write("vol1", "one");
    write("vol2", "two");

    assertThat(asked(S3Call.PUT))
        .containsExactly(
            "condition tags sum",
            "condition tags",
            "condition sum",
            "tags sum",
            "condition",
            "tags",
            "sum",
            "",
            "");
    assertThat(notices).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "sum, 1, condition tags, SHA-256",
    "tags, 2, condition sum, does not take tags",
    "condition, 3, tags sum, conditional writes"
  })
  void what_was_left_out_on_suspicion_comes_back(
      String missing, int refusals, String left, String notice) throws Exception {
    for (int refused = 0; refused < refusals; refused++) {
      server.next(S3Call.PUT, NOT_SAID_WHICH);
    }

    write("vol1", "one");
    write("vol2", "two");

    assertThat(asked(S3Call.PUT)).as("without " + missing).endsWith(left, left);
    assertThat(notices).singleElement().asString().contains(notice);
  }

  @Test
  void a_server_without_sha256_is_not_asked_again_and_it_is_said_once() throws Exception {
    server.next(
        S3Call.PUT, Fault.error(400, "InvalidArgument", "unknown header x-amz-checksum-sha256"));

    write("vol1", "one");
    write("vol2", "12345678");

    assertThat(asked(S3Call.PUT)).containsExactly("condition tags sum", "condition tags");
    assertThat(asked(S3Call.CREATE)).containsExactly("tags");
    assertThat(asked(S3Call.PART)).containsExactly("", "", "");
    assertThat(notices).singleElement().asString().contains("SHA-256", "Content-MD5", "acme/web01");
  }

  @Test
  void a_server_that_learns_of_sha256_with_the_first_part_gets_all_parts_without()
      throws Exception {
    server.next(S3Call.PART, Fault.error(501, "NotImplemented", "x-amz-checksum-sha256"));

    write("12345678");

    assertThat(stored()).isEqualTo("12345678");
    assertThat(asked(S3Call.PART)).containsExactly("sum", "", "", "");
    assertThat(server.requests(S3Call.ABORT)).hasSize(1);
  }

  @Test
  void a_refusal_that_is_about_something_else_is_no_reason_to_give_anything_up() {
    server.next(
        S3Call.PUT,
        Fault.error(400, "InvalidStorageClass", "The storage class you specified is not valid"));

    var failure = failureOf(() -> write("one"));

    assertThat(failure.reason()).isEqualTo(Reason.FAILED);
    assertThat(failure).hasMessageContaining("The storage class you specified is not valid.");
    assertThat(asked(S3Call.PUT)).containsExactly("condition tags sum");
    assertThat(notices).isEmpty();
  }

  private List<String> asked(S3Call call) {
    return server.requests(call).stream().map(RefusedExtrasTest::extras).toList();
  }

  private static String extras(Request request) {
    String condition = request.header("If-None-Match").map(value -> "condition").orElse("");
    String tags =
        request
            .header("x-amz-tagging")
            .filter("keepwatch=volume"::equals)
            .map(v -> "tags")
            .orElse("");
    boolean summed =
        request.header("x-amz-checksum-sha256").isPresent()
            || request.header("x-amz-checksum-algorithm").filter("SHA256"::equals).isPresent();
    return Stream.of(condition, tags, summed ? "sum" : "")
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
