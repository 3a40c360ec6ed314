package dev.keepwatch.agent.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keepwatch.agent.storage.s3.TinyBucket.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server that speaks as much S3 as one folder needs, and misbehaves as it is told. Behind the
/// misbehaviour stands a [TinyBucket] that does what S3 does.
final class FaultServer implements AutoCloseable {

  /// A request as it arrived.
  record Request(S3Call call, String key, String query, Map<String, List<String>> headers) {

    Optional<String> header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().getFirst())
          .findFirst();
    }

    Optional<String> parameter(String name) {
      for (String pair : query.split("&", -1)) {
        if (pair.startsWith(name + "=")) {
          return Optional.of(URLDecoder.decode(pair.substring(name.length() + 1), UTF_8));
        }
      }
      return Optional.empty();
    }
  }

  /// What would be right.
  @FunctionalInterface
  interface RightThing {
    Answer does() throws IOException;
  }

  /// What is done with a request instead of the right thing.
  @FunctionalInterface
  interface Fault {
    void meet(HttpExchange exchange, RightThing right) throws IOException;

    /// Drops the connection without reading or doing anything.
    static Fault drop() {
      return (exchange, right) -> exchange.close();
    }

    /// Does the right thing, but the answer is lost.
    static Fault loseAnswer() {
      return (exchange, right) -> {
        right.does();
        exchange.close();
      };
    }

    /// Does something before the right thing.
    static Fault after(Runnable something) {
      return (exchange, right) -> {
        something.run();
        send(exchange, right.does());
      };
    }

    static Fault error(int status, String code, String message) {
      return answer(Answer.error(status, code, message));
    }

    static Fault answer(Answer answer) {
      return (exchange, right) -> {
        exchange.getRequestBody().readAllBytes();
        send(exchange, answer);
      };
    }

    /// Does the right thing, but breaks off within the answer's body.
    static Fault breakAfter(int sent) {
      return (exchange, right) -> {
        Answer answer = right.does();
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(answer.status(), answer.bytes().length);
        exchange.getResponseBody().write(answer.bytes(), 0, sent);
        exchange.getResponseBody().flush();
        exchange.close();
      };
    }

    /// Does the right thing, and says other things of it.
    static Fault tell(String header, String value) {
      return (exchange, right) -> {
        Answer answer = right.does();
        var headers = new HashMap<>(answer.headers());
        headers.put(header, value);
        send(exchange, new Answer(answer.status(), headers, answer.body()));
      };
    }

    /// Announces an object and sends only its beginning.
    static Fault cut(int announced, int sent) {
      return (exchange, right) -> {
        exchange.sendResponseHeaders(200, announced);
        exchange.getResponseBody().write(new byte[sent]);
        exchange.getResponseBody().flush();
        exchange.close();
      };
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<S3Call, Deque<Fault>> faults = new EnumMap<>(S3Call.class);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final TinyBucket bucket = new TinyBucket();

  FaultServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  TinyBucket bucket() {
    return bucket;
  }

  /// The next requests of this kind meet these faults, one each; later ones are answered right.
  FaultServer next(S3Call call, Fault... plan) {
    faults.computeIfAbsent(call, c -> new ArrayDeque<>()).addAll(List.of(plan));
    return this;
  }

  List<Request> requests(S3Call call) {
    return requests.stream().filter(request -> request.call() == call).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Request request = request(exchange);
    requests.add(request);
    RightThing right = () -> bucket.serve(request, exchange.getRequestBody().readAllBytes());
    Fault fault = faults.getOrDefault(request.call(), new ArrayDeque<>()).poll();
    if (fault == null) {
      send(exchange, right.does());
    } else {
      fault.meet(exchange, right);
    }
  }

  private static Request request(HttpExchange exchange) {
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    String key = exchange.getRequestURI().getPath().replaceFirst("^/[^/]*/?", "");
    return new Request(
        S3Call.of(exchange.getRequestMethod(), exchange.getRequestURI().toString()),
        key,
        query,
        Map.copyOf(exchange.getRequestHeaders()));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.bytes();
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
