package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.agent.storage.s3.FaultServer.Fault;
import dev.keepwatch.agent.storage.s3.TinyBucket.Answer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Requests that went where the bucket is not.
final class WrongPlaceTest extends FaultFixture {

  @Test
  void a_server_that_is_none_of_s3_is_suspected() {
    server.next(
        S3Call.LIST,
        Fault.answer(new Answer(404, Map.of(), "<html><body>Not Found</body></html>")),
        Fault.answer(new Answer(200, Map.of(), "<html><body>Welcome!</body></html>")));
    Fault unclosed = Fault.answer(new Answer(200, Map.of(), "<html><body>Welcome!<br></html>"));
    server.next(S3Call.LIST, unclosed, unclosed, unclosed, unclosed, unclosed);

    expect(
        failureOf(this::list),
        Reason.ABSENT,
        "cannot list HERE: there is no bucket acme, or no S3 server, at "
            + server.endpoint()
            + ". Create it, or correct URL and endpoint.");
    expect(
        failureOf(this::list),
        Reason.MISCONFIGURED,
        "cannot list HERE: what answers at "
            + server.endpoint()
            + " is no S3 server. Correct the endpoint.");
    expect(
        failureOf(this::list),
        Reason.TRANSIENT,
        "cannot list HERE: what answers at "
            + server.endpoint()
            + " is no S3 server, or breaks off. Check the endpoint, then try again.");
  }

  @Test
  void a_listing_that_was_cut_is_asked_for_again() throws Exception {
    server.next(S3Call.LIST, Fault.answer(new Answer(200, Map.of(), "<ListBucketResult><Cont")));

    list();

    assertThat(server.requests(S3Call.LIST)).hasSize(2);
  }

  @Test
  void a_bucket_in_another_region_is_explained() {
    server.next(
        S3Call.LIST,
        Fault.error(
            400,
            "AuthorizationHeaderMalformed",
            "The region 'us-east-1' is wrong; expecting 'eu-central-1'"),
        Fault.answer(
            new Answer(
                301,
                Map.of("x-amz-bucket-region", "eu-west-3"),
                Answer.error(301, "PermanentRedirect", "elsewhere").body())));

    expect(
        failureOf(this::list),
        Reason.MISCONFIGURED,
        "cannot list HERE: the bucket is in another region. Set --s3-region-name, s3.region or AWS_REGION to eu-central-1.");
    expect(
        failureOf(this::list),
        Reason.MISCONFIGURED,
        "cannot list HERE: the bucket is in another region. Set --s3-region-name, s3.region or AWS_REGION to eu-west-3.");
  }

  @Test
  void a_server_that_nobody_runs_is_named() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var url = new S3Url("acme", "", Optional.of(URI.create("http://127.0.0.1:" + port)));
    try (var nobody = S3Storage.open(url, S3Settings.from(Map.of()), notices::add)) {
      var failure = failureOf(() -> nobody.list(file -> {}));

      assertThat(failure.reason()).isEqualTo(Reason.TRANSIENT);
      assertThat(failure).hasMessageContaining("nobody answers at http://127.0.0.1:" + port + ".");
    }
  }
}
