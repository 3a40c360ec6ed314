package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.pace.Pace;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.s3.FaultServer.Fault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Requests that travel as somebody asked for.
final class AskedTransportTest extends FaultFixture {

  @Test
  void the_server_is_told_to_encrypt_small_objects_and_large_ones() throws Exception {
    use(S3Settings.from(Map.of()).withParts(4, 3).withEncryptionAtRest(new AtRest.StoragesKeys()));
    write("one");
    write("vol2", "12345678");

    for (var call : new S3Call[] {S3Call.PUT, S3Call.CREATE}) {
      assertThat(server.requests(call))
          .singleElement()
          .satisfies(request ->
              assertThat(request.header("x-amz-server-side-encryption")).contains("AES256"));
    }
  }

  @Test
  void a_request_is_sent_as_often_as_somebody_said() throws Exception {
    var transport =
        new Transport(
            2,
            Optional.of(Duration.ZERO),
            Duration.ofSeconds(5),
            Optional.empty(),
            false,
            Optional.empty(),
            Pace.NONE);
    use(S3Settings.from(Map.of()).withTransport(transport));
    for (int i = 0; i < 3; i++) {
      server.next(S3Call.LIST, Fault.error(500, "InternalError", "try again"));
    }

    var failure = failureOf(this::list);

    assertThat(failure.reason()).isEqualTo(Reason.TRANSIENT);
    assertThat(server.requests(S3Call.LIST)).hasSize(2);
  }
}
