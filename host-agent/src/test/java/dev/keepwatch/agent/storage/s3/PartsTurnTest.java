package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import org.junit.jupiter.api.Test;

/// A large file is sent before its turn, and appears in its turn.
final class PartsTurnTest extends FaultFixture {

  @Test
  void parts_are_sent_before_the_turn_and_the_completion_after_it() throws Exception {
    storage.write(
        newFile("vol1", "12345678"),
        () -> {
          assertThat(server.requests(S3Call.PART)).hasSize(3);
          assertThat(server.requests(S3Call.COMPLETE)).isEmpty();
        });

    assertThat(server.requests(S3Call.COMPLETE)).hasSize(1);
    assertThat(stored()).isEqualTo("12345678");
  }

  @Test
  void where_the_turn_never_comes_the_upload_is_given_up() throws Exception {
    var never = new StorageException(Reason.FAILED, "the one before it failed");

    var failure =
        failureOf(() ->
            storage.write(
                newFile("vol1", "12345678"),
                () -> {
                  throw never;
                }));

    assertThat(failure).isSameAs(never);
    assertThat(server.requests(S3Call.COMPLETE)).isEmpty();
    assertThat(server.requests(S3Call.ABORT)).hasSize(1);
    assertThat(stored()).isEmpty();
  }
}
