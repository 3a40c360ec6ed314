package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.agent.storage.s3.FaultServer.Fault;
import dev.keepwatch.agent.storage.s3.TinyBucket.Answer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// What takes several answers, of which one is wrong or does not come.
final class BrokenTransferTest extends FaultFixture {

  @Test
  void a_body_that_breaks_off_is_not_taken_for_the_end() throws Exception {
    server.next(S3Call.GET, Fault.cut(1_000_000, 300_000));

    try (InputStream stream = storage.read("vol1")) {
      expect(
          failureOf(stream::readAllBytes),
          Reason.TRANSIENT,
          "cannot read vol1 from HERE: the connection broke off after 300000 of 1000000 bytes."
              + " Try again.");
    }
  }

  @Test
  void a_body_that_ends_early_and_quietly_is_not_taken_for_the_end_either() throws Exception {
    var url = new S3Url("acme", "web01", Optional.of(server.endpoint()));
    S3Folder folder = S3Connection.open(url, S3Settings.from(Map.of()));
    var announced = GetObjectResponse.builder().contentLength(10L).build();
    var sent = AbortableInputStream.create(new ByteArrayInputStream(new byte[4]));

    try (var stream =
        new ObjectStream(folder, "vol1", new ResponseInputStream<>(announced, sent))) {
      expect(
          failureOf(stream::readAllBytes),
          Reason.TRANSIENT,
          "cannot read vol1 from HERE: the connection broke off after 4 of 10 bytes. Try again.");
    }
  }

  @Test
  void a_failed_upload_in_parts_is_cleared_away() {
    server.next(
        S3Call.PART, Fault.error(400, "EntityTooLarge", "Your proposed upload is too large"));

    var failure = failureOf(() -> write("12345678"));

    assertThat(failure.reason()).isEqualTo(Reason.FAILED);
    assertThat(server.requests(S3Call.ABORT)).hasSize(1);
    assertThat(server.requests(S3Call.COMPLETE)).isEmpty();
  }

  @Test
  void an_upload_that_cannot_be_cleared_away_fails_for_its_own_reason() {
    server
        .next(S3Call.COMPLETE, Fault.error(403, "AccessDenied", "Access Denied"))
        .next(S3Call.ABORT, Fault.error(403, "AccessDenied", "Access Denied"));

    var failure = failureOf(() -> write("12345678"));

    assertThat(failure.reason()).isEqualTo(Reason.DENIED);
    assertThat(failure).hasMessageStartingWith("cannot write vol1 to");
  }

  @Test
  void pages_are_followed_to_the_last() throws Exception {
    server.next(
        S3Call.LIST,
        Fault.answer(page("a", "<NextContinuationToken>t1</NextContinuationToken>")),
        Fault.answer(page("b", "<NextContinuationToken>t2</NextContinuationToken>")));
    server.bucket().put("web01/c", bytes("c"));

    List<String> names = new ArrayList<>();
    storage.list(file -> names.add(file.name()));

    assertThat(names).containsExactly("a", "b", "c");
    assertThat(server.requests(S3Call.LIST))
        .extracting(request -> request.parameter("continuation-token").orElse(""))
        .containsExactly("", "t1", "t2");
  }

  @Test
  void a_listing_that_goes_in_circles_is_broken_off() {
    Answer again = page("a", "<NextContinuationToken>t</NextContinuationToken>");
    server.next(S3Call.LIST, Fault.answer(again), Fault.answer(again), Fault.answer(page("b", "")));

    expect(
        failureOf(this::list),
        Reason.FAILED,
        "cannot list HERE: the server's listing goes round in circles. Ask its operator.");
    assertThat(failureOf(this::list).reason()).isEqualTo(Reason.FAILED);
  }

  private static Answer page(String name, String next) {
    return TinyBucket.page(
        TinyBucket.entry("web01/" + name, 1, "e"), "<IsTruncated>true</IsTruncated>" + next);
  }
}
