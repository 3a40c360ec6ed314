package dev.keepwatch.agent.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.keepwatch.agent.storage.s3.S3Call;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultProxyTest {

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer server;
  private FaultProxy proxy;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          seen.add(exchange.getRequestMethod() + " " + body.length);
          exchange.sendResponseHeaders(200, 0); // in chunks
          exchange.getResponseBody().write("twelve bytes".getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    proxy = new FaultProxy(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.stop(0);
    client.close();
  }

  private HttpResponse<String> put() throws Exception {
    var uri = URI.create(proxy.endpoint() + "/bucket/key");
    var request = HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString("x".repeat(100_000)));
    return client.send(request.build(), BodyHandlers.ofString());
  }

  @Test
  void in_calm_weather_all_passes() throws Exception {
    assertThat(put().body()).isEqualTo("twelve bytes");
    assertThat(put().statusCode()).isEqualTo(200);
    assertThat(seen).containsExactly("PUT 100000", "PUT 100000");
    assertThat(proxy.ledger().replaced()).containsExactly("/bucket/key=[put 0, put 1]");
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED, 0",
    "REQUEST_LOST, 0",
    "REQUEST_BROKEN, 0",
    "ANSWER_LOST, 1",
    "ANSWER_BROKEN, 1",
    "ANSWER_ENDS_EARLY, 1"
  })
  void what_breaks_the_connection_is_seen_by_the_server_or_not(Fault fault, int times) {
    proxy.weather(Weather.only(S3Call.PUT, fault, 0, 9));

    assertThatThrownBy(this::put).isInstanceOf(IOException.class);

    assertThat(seen.stream().filter("PUT 100000"::equals)).hasSize(times);
  }

  @ParameterizedTest
  @CsvSource({"SLOW_DOWN, 503", "SERVER_ERROR, 500", "CONFLICT, 409", "SKEWED, 403"})
  void an_answer_of_the_proxy_comes_instead_of_the_servers(Fault fault, int status)
      throws Exception {
    proxy.weather(Weather.only(S3Call.PUT, fault, 1, 1));
    assertThat(put().statusCode()).isEqualTo(200);

    assertThat(put().statusCode()).isEqualTo(status);

    assertThat(put().statusCode()).isEqualTo(200);
    assertThat(seen).hasSize(2);
    assertThat(proxy.met()).isEqualTo(1);
  }

  @Test
  void a_shortened_answer_looks_like_a_whole_one() throws Exception {
    proxy.weather(Weather.only(S3Call.PUT, Fault.ANSWER_SHORTENED, 0, 1));

    assertThat(put().body()).isEqualTo("twelve");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /b?list-type=2&prefix=x%2F, LIST",
    "GET, /b/x/y, GET",
    "GET, /b?location, OTHER",
    "GET, /b?uploads&prefix=x%2F, UPLOADS",
    "GET, /b/x?tagging, LOOK_AT_TAGS",
    "PUT, /b/x?tagging=, TAG",
    "HEAD, /b/x, OTHER",
    "PUT, /b/x, PUT",
    "PUT, /b/x?partNumber=1&uploadId=2, PART",
    "POST, /b/x?uploads, CREATE",
    "POST, /b/x?uploadId=2, COMPLETE",
    "DELETE, /b/x?uploadId=2, ABORT",
    "DELETE, /b/x, DELETE"
  })
  void a_request_is_told_by_method_and_query(String method, String target, S3Call call) {
    assertThat(S3Call.of(method, target)).isEqualTo(call);
  }

  @ParameterizedTest
  @EnumSource(S3Call.class)
  void one_seed_makes_one_weather(S3Call call) {
    Weather one = Weather.storm(new Random(7));
    Weather other = Weather.storm(new Random(7));

    var faults = Stream.generate(() -> one.next(call)).limit(100).toList();

    assertThat(Stream.generate(() -> other.next(call)).limit(100)).isEqualTo(faults);
    assertThat(one).hasToString(other.toString());
  }
}
