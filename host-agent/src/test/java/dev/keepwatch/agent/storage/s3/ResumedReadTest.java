package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.s3.FaultServer.Fault;
import dev.keepwatch.agent.storage.s3.FaultServer.Request;
import dev.keepwatch.agent.storage.s3.TinyBucket.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Downloads through a line that breaks.
final class ResumedReadTest extends FaultFixture {

  private static final int SIZE = 5_000_000;

  private final byte[] content = new byte[SIZE];

  ResumedReadTest() {
    new Random(7).nextBytes(content);
  }

  private byte[] readAll() throws Exception {
    try (InputStream stream = storage.read("vol1")) {
      return stream.readAllBytes();
    }
  }

  @Test
  void what_broke_off_goes_on_where_it_broke() throws Exception {
    server.bucket().put(KEY, content);
    server.next(S3Call.GET, Fault.breakAfter(300_000), Fault.breakAfter(100_000));

    assertThat(readAll()).isEqualTo(content);
    assertThat(server.requests(S3Call.GET))
        .extracting(request -> request.header("Range").orElse("whole"))
        .containsExactly("whole", "bytes=300000-", "bytes=400000-");
    assertThat(server.requests(S3Call.GET).getLast().header("If-Match")).isPresent();
    assertThat(waiting.pauses()).hasSize(2);
  }

  @Test
  void a_line_that_brings_nothing_any_more_is_given_up() {
    server.bucket().put(KEY, content);
    for (int i = 0; i < 9; i++) {
      server.next(S3Call.GET, Fault.breakAfter(100));
    }

    expect(
        failureOf(this::readAll),
        Reason.TRANSIENT,
        "cannot read vol1 from HERE: the connection broke off after 500 of 5000000 bytes. Try"
            + " again.");
    assertThat(server.requests(S3Call.GET)).hasSize(5);
  }

  @Test
  void a_line_that_breaks_often_but_brings_much_is_not_given_up() throws Exception {
    byte[] large = new byte[12 * SIZE / 5];
    new Random(8).nextBytes(large);
    server.bucket().put(KEY, large);
    for (int i = 0; i < 9; i++) {
      server.next(S3Call.GET, Fault.breakAfter(1_200_000));
    }

    assertThat(readAll()).isEqualTo(large);
  }

  @Test
  void an_object_that_was_replaced_meanwhile_is_never_mixed_with_the_new_one() {
    server.bucket().put(KEY, content);
    server.next(
        S3Call.GET,
        (exchange, right) -> {
          Fault.breakAfter(300_000).meet(exchange, right);
          server.bucket().put(KEY, new byte[SIZE]);
        });

    var failure = failureOf(this::readAll);

    assertThat(failure.reason()).isEqualTo(Reason.FAILED);
    assertThat(failure).hasMessageContaining("it was replaced by something else while it was read");
  }

  @Test
  void a_server_without_conditions_and_ranges_is_read_right_too() throws Exception {
    server.bucket().put(KEY, content);
    server.next(
        S3Call.GET,
        Fault.breakAfter(300_000),
        (exchange, right) -> whole(exchange, right, content));

    assertThat(readAll()).isEqualTo(content);
  }

  private void whole(HttpExchange exchange, FaultServer.RightThing right, byte[] body)
      throws IOException {
    var plain = new Request(S3Call.GET, KEY, "", Map.of());
    Fault.answer(server.bucket().serve(plain, body)).meet(exchange, right);
  }

  @Test
  void a_server_that_ignores_the_condition_does_not_mix_objects_either() {
    server.bucket().put(KEY, content);
    var other = new Answer(200, Map.of("ETag", "\"other\""), "x".repeat(SIZE));
    server.next(S3Call.GET, Fault.breakAfter(300_000), Fault.answer(other));

    assertThat(failureOf(this::readAll)).hasMessageContaining("it was replaced");
  }

  @Test
  void a_server_that_sends_another_part_is_found_out() {
    server.bucket().put(KEY, content);
    var other =
        new Answer(
            206,
            Map.of("Content-Range", "bytes 0-4999999/5000000", "ETag", etag()),
            "x".repeat(SIZE));
    server.next(S3Call.GET, Fault.breakAfter(300_000), Fault.answer(other));

    assertThat(failureOf(this::readAll))
        .hasMessageContaining("the server sends another part than was asked for");
  }

  private String etag() {
    var plain = new Request(S3Call.GET, KEY, "", Map.of());
    return server.bucket().serve(plain, new byte[0]).headers().getOrDefault("ETag", "");
  }

  @Test
  void a_refusal_of_the_rest_is_told() {
    server.bucket().put(KEY, content);
    server.next(
        S3Call.GET, Fault.breakAfter(300_000), Fault.error(403, "AccessDenied", "Access Denied"));

    assertThat(failureOf(this::readAll).reason()).isEqualTo(Reason.DENIED);
  }

  @Test
  void a_stream_that_is_closed_early_lets_the_line_go() throws Exception {
    server.bucket().put(KEY, content);

    InputStream stream = storage.read("vol1");
    assertThat(stream.readNBytes(10)).hasSize(10);
    stream.close();

    assertThat(failureOfReading(stream)).isEqualTo("the stream is closed");
    assertThat(server.requests(S3Call.GET)).hasSize(1);
  }

  private static String failureOfReading(InputStream stream) {
    try {
      return "read " + stream.read();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
