package dev.keepwatch.agent.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The way from a gate to the emulator, and back to who asked.
final class Passage implements AutoCloseable {

  /// What belongs to a connection, and the length, which the client sets itself.
  private static final Set<String> OF_CONNECTION =
      Set.of(
          "connection", "content-length", "date", "expect", "host", "transfer-encoding", "upgrade");

  private static final Pattern TAG =
      Pattern.compile("(?s)<Tag>\\s*<Key>(.*?)</Key>\\s*<Value>(.*?)</Value>");

  private static final String ADMINISTRATOR =
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/s3/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  private final URI emulator;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Passage(URI emulator) {
    this.emulator = emulator;
  }

  /// @return what was answered
  byte[] forward(HttpExchange exchange, GateRequest request) throws IOException {
    var builder =
        HttpRequest.newBuilder(URI.create(emulator + request.target().toString()))
            .method(request.method(), BodyPublishers.ofByteArray(request.body()));
    request
        .headers()
        .forEach((name, values) -> {
          if (!OF_CONNECTION.contains(name)) {
            values.forEach(value -> builder.header(name, value));
          }
        });
    var answer = send(builder.build());
    answer
        .headers()
        .map()
        .forEach((name, values) -> {
          if (!OF_CONNECTION.contains(name)) {
            exchange.getResponseHeaders().put(name, values);
          }
        });
    answer
        .headers()
        .firstValue("content-length")
        .ifPresent(length -> {
          if (request.method().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", length);
          }
        });
    answer(exchange, answer.statusCode(), answer.body());
    return answer.body();
  }

  void refuse(HttpExchange exchange, GateRequest request, Refusal refusal) throws IOException {
    boolean head = request.method().equals("HEAD");
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    answer(
        exchange,
        refusal.status(),
        head ? new byte[0] : refusal.xml(request.service()).getBytes(UTF_8));
  }

  /// A list of objects to delete is answered one by one.
  void refuseEach(HttpExchange exchange, List<Decision> refused) throws IOException {
    var xml = new StringBuilder("<DeleteResult>");
    for (var decision : refused) {
      var refusal = Refusal.of(decision);
      xml.append(
          "<Error><Key>%s</Key><Code>%s</Code><Message>%s</Message></Error>"
              .formatted(
                  decision.resource().replaceFirst("^[^/]*/", ""),
                  refusal.code(),
                  refusal.message()));
    }
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    answer(exchange, 200, xml.append("</DeleteResult>").toString().getBytes(UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  /// The tags of an object, of which there may be neither.
  Map<String, String> tags(String bucket, String key) {
    String path = "/" + bucket + "/" + URLEncoder.encode(key, UTF_8).replace("%2F", "/");
    try {
      var answer =
          send(
              HttpRequest.newBuilder(URI.create(emulator + path + "?tagging"))
                  .header("Authorization", ADMINISTRATOR)
                  .build());
      var tags = new TreeMap<String, String>();
      TAG.matcher(new String(answer.body(), UTF_8))
          .results()
          .forEach(tag -> tags.put(tag.group(1), tag.group(2)));
      return tags;
    } catch (IOException e) {
      throw new UnknownToGateException("the tags of " + key + ", since " + e);
    }
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the gate is closed", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
