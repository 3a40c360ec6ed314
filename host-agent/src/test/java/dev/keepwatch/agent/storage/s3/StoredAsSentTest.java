package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.s3.FaultServer.Fault;
import dev.keepwatch.agent.storage.s3.TinyBucket.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the server says it stored is held against what was sent.
final class StoredAsSentTest extends FaultFixture {

  private static final String OTHER = "\"0123456789abcdef0123456789abcdef\"";
  private static final String OTHER_SUM = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  @Test
  void an_object_with_another_etag_is_not_taken_for_stored() {
    server.next(S3Call.PUT, Fault.tell("ETag", OTHER));

    expect(
        failureOf(() -> write("one")),
        Reason.FAILED,
        "cannot write vol1 to HERE: the server has stored something else than was sent (ETag"
            + " 0123456789abcdef0123456789abcdef, SHA-256"
            + " dpLDrTVAu4A8Ags67mbNiIcSMjTqDG5xQ8Ct1z/0Me0=). Delete what is there under this"
            + " name, and check line and server.");
  }

  @Test
  void an_object_with_another_sha256_is_not_taken_for_stored() {
    server.next(S3Call.PUT, Fault.tell("x-amz-checksum-sha256", OTHER_SUM));

    assertThat(failureOf(() -> write("one")))
        .hasMessageContaining("the server has stored something else than was sent");
  }

  @Test
  void a_part_that_arrived_damaged_ends_the_upload_and_nothing_is_stored() {
    server.next(S3Call.PART, Fault.tell("ETag", OTHER));

    var failure = failureOf(() -> write("12345678"));

    assertThat(failure.reason()).isEqualTo(Reason.FAILED);
    assertThat(failure)
        .hasMessageContaining("part 1 arrived damaged")
        .hasMessageContaining("Nothing was stored.");
    assertThat(server.requests(S3Call.ABORT)).hasSize(1);
    assertThat(server.requests(S3Call.COMPLETE)).isEmpty();
  }

  @Test
  void a_part_with_another_sha256_is_damaged() {
    server.next(S3Call.PART, Fault.tell("x-amz-checksum-sha256", OTHER_SUM));

    assertThat(failureOf(() -> write("12345678"))).hasMessageContaining("part 1 arrived damaged");
  }

  @Test
  void an_object_whose_parts_were_joined_wrongly_is_not_taken_for_stored() {
    server.next(S3Call.COMPLETE, completed("0123456789abcdef0123456789abcdef-3", ""));

    assertThat(failureOf(() -> write("12345678")))
        .hasMessageContaining("the server has stored something else than was sent");
  }

  @Test
  void etags_of_encrypted_objects_and_of_other_kinds_say_nothing() throws Exception {
    server.next(
        S3Call.PUT,
        (exchange, right) -> {
          exchange.getResponseHeaders().add("x-amz-server-side-encryption", "aws:kms");
          Fault.tell("ETag", OTHER).meet(exchange, right);
        },
        Fault.tell("ETag", "\"CJmP8q\""));
    server.next(S3Call.COMPLETE, completed("CJmP8q", ""));

    write("one");
    write("vol2", "two");
    write("vol3", "12345678");

    assertThat(notices).isEmpty();
  }

  @Test
  void a_sum_of_sums_is_compared_too() {
    server.next(S3Call.COMPLETE, completed("x", OTHER_SUM + "-3"));

    assertThat(failureOf(() -> write("12345678")))
        .hasMessageContaining("the server has stored something else than was sent");
  }

  @Test
  void a_transfer_that_the_server_found_damaged_is_repeated() throws Exception {
    server.next(S3Call.PUT, Fault.error(400, "BadDigest", "The Content-MD5 you specified ..."));

    write("one");

    assertThat(stored()).isEqualTo("one");
    assertThat(server.requests(S3Call.PUT)).hasSize(2);
  }

  private static Fault completed(String etag, String sum) {
    return Fault.answer(
        new Answer(
            200,
            Map.of(),
            "<CompleteMultipartUploadResult><ETag>%s</ETag><ChecksumSHA256>%s</ChecksumSHA256></CompleteMultipartUploadResult>"
                .formatted(etag, sum)));
  }
}
