package dev.keepwatch.monitor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// An HTTP server on loopback that answers as a test says, and keeps what it was asked.
final class LoopbackServer implements AutoCloseable {

  record Request(String method, String path, String query, String authorization, String body) {}

  record Answer(int status, Map<String, String> headers, String body) {
    static Answer of(int status, String body) {
      return new Answer(status, Map.of(), body);
    }
  }

  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  LoopbackServer(Function<Request, Answer> answers) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  private void answer(HttpExchange exchange, Function<Request, Answer> answers) throws IOException {
    try (exchange) {
      var uri = exchange.getRequestURI();
      var request =
          new Request(
              exchange.getRequestMethod(),
              uri.getPath(),
              String.valueOf(uri.getRawQuery()),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      requests.add(request);
      var answer = answers.apply(request);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", "application/xml");
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      boolean bodiless = request.method().equals("HEAD") || body.length == 0;
      exchange.sendResponseHeaders(answer.status(), bodiless ? -1 : body.length);
      if (!bodiless) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// @param service as in `AWS_ENDPOINT_URL_S3`
  Map<String, String> environment(String service) {
    return Map.of(
        "AWS_ENDPOINT_URL_" + service,
        url(),
        "AWS_REGION",
        "us-east-1",
        "AWS_ACCESS_KEY_ID",
        "test",
        "AWS_SECRET_ACCESS_KEY",
        "test");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
