package dev.keepwatch.agent.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that speaks as much S3 as an archive in archive classes needs: objects have the class
/// that they were stored in, are not readable there, and take their time to come back, as no
/// emulator's do.
public final class ColdServer implements AutoCloseable {

  private static final Pattern TIER = Pattern.compile("<Tier>(\\w+)</Tier>");
  private static final Pattern DAYS = Pattern.compile("<Days>(\\d+)</Days>");

  private static final class Cold {
    byte[] content = {};
    String storageClass = "STANDARD";

    /// Of INTELLIGENT_TIERING, where it has moved to; or nothing.
    String archiveStatus = "";

    boolean asked;
    boolean looked;
    int looksLeft;

    boolean isArchived() {
      return storageClass.equals("GLACIER")
          || storageClass.equals("DEEP_ARCHIVE")
          || !archiveStatus.isEmpty();
    }

    boolean isReadable() {
      return !isArchived() || (asked && looksLeft <= 0);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Cold> objects = new TreeMap<>();
  private final List<String> requests = new ArrayList<>();
  private final List<String> looks = new ArrayList<>();
  private int refusedWith;
  private String refusal = "";
  private int looksUntilBack;

  public ColdServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// How often an object has to be looked at until it is back.
  public synchronized void looksUntilBack(int looks) {
    looksUntilBack = looks;
  }

  /// Brings everything back that was asked for.
  public synchronized void bringBack() {
    objects.values().forEach(object -> object.looksLeft = 0);
    looksUntilBack = 0;
  }

  /// Moves objects whose keys hold this to another class, as a lifecycle rule does.
  public synchronized void move(String part, String storageClass) {
    move(part, storageClass, "");
  }

  public synchronized void move(String part, String storageClass, String archiveStatus) {
    objects.forEach((key, object) -> {
      if (key.contains(part)) {
        object.storageClass = storageClass;
        object.archiveStatus = archiveStatus;
      }
    });
  }

  /// From now on requests to bring back are refused.
  public synchronized void refuse(int status, String code) {
    refusedWith = status;
    refusal = code;
  }

  /// `name tier days` of everything that was asked for, the name without its folder.
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /// The names of the objects that were looked at one by one.
  public synchronized List<String> looks() {
    return List.copyOf(looks);
  }

  public synchronized List<String> names() {
    return objects.keySet().stream().map(ColdServer::name).toList();
  }

  /// Waits until everything in an archive class was asked for, and looked at after that.
  public synchronized void awaitLooksAfterRequests() throws InterruptedException {
    while (!objects.values().stream().allMatch(object -> !object.isArchived() || object.looked)) {
      wait();
    }
  }

  private static String name(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      answer(exchange, body);
    }
  }

  private synchronized void answer(HttpExchange exchange, byte[] body) throws IOException {
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    String key = exchange.getRequestURI().getPath().replaceFirst("^/[^/]*/?", "");
    switch (exchange.getRequestMethod()) {
      case "PUT" -> put(exchange, key, body);
      case "POST" -> restore(exchange, key, new String(body, UTF_8));
      case "HEAD" -> head(exchange, key);
      case "DELETE" -> {
        objects.remove(key);
        send(exchange, 204, "");
      }
      default -> {
        if (query.contains("list-type")) {
          list(exchange, query);
        } else if (query.contains("uploads")) {
          send(exchange, 200, "<ListMultipartUploadsResult></ListMultipartUploadsResult>");
        } else {
          get(exchange, key);
        }
      }
    }
    notifyAll();
  }

  private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
    var object = new Cold();
    object.content = body;
    object.storageClass =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("x-amz-storage-class"))
            .orElse("STANDARD");
    objects.put(key, object);
    exchange.getResponseHeaders().add("ETag", "\"cold\"");
    send(exchange, 200, "");
  }

  private void restore(HttpExchange exchange, String key, String body) throws IOException {
    var object = objects.get(key);
    if (!refusal.isEmpty()) {
      error(exchange, refusedWith, refusal);
    } else if (object == null) {
      error(exchange, 404, "NoSuchKey");
    } else if (!object.isArchived()) {
      error(exchange, 403, "InvalidObjectState");
    } else if (object.asked && object.looksLeft > 0) {
      error(exchange, 409, "RestoreAlreadyInProgress");
    } else {
      object.asked = true;
      object.looksLeft = looksUntilBack;
      requests.add(name(key) + " " + first(TIER, body) + " " + first(DAYS, body));
      send(exchange, 202, "");
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : "-";
  }

  private void head(HttpExchange exchange, String key) throws IOException {
    var object = objects.get(key);
    if (object == null) {
      exchange.sendResponseHeaders(404, -1);
      return;
    }
    looks.add(name(key));
    var headers = exchange.getResponseHeaders();
    headers.add("x-amz-storage-class", object.storageClass);
    if (object.asked) {
      object.looksLeft--;
      object.looked = true;
      headers.add(
          "x-amz-restore",
          object.isReadable()
              ? "ongoing-request=\"false\", expiry-date=\"Fri, 28 Nov 2025 00:00:00 GMT\""
              : "ongoing-request=\"true\"");
    }
    if (!object.archiveStatus.isEmpty() && !object.isReadable()) {
      headers.add("x-amz-archive-status", object.archiveStatus);
    }
    headers.add("Content-Length", String.valueOf(object.content.length));
    exchange.sendResponseHeaders(200, -1);
  }

  private void get(HttpExchange exchange, String key) throws IOException {
    var object = objects.get(key);
    if (object == null) {
      error(exchange, 404, "NoSuchKey");
    } else if (!object.isReadable()) {
      error(exchange, 403, "InvalidObjectState");
    } else {
      exchange.sendResponseHeaders(200, object.content.length == 0 ? -1 : object.content.length);
      exchange.getResponseBody().write(object.content);
    }
  }

  private void list(HttpExchange exchange, String query) throws IOException {
    String prefix = first(Pattern.compile("prefix=([^&]*)"), query).replace("%2F", "/");
    var entries = new StringBuilder();
    objects.forEach((key, object) -> {
      if (key.startsWith(prefix)) {
        entries.append(
            """
            <Contents><Key>%s</Key><Size>%d</Size><LastModified>2026-01-01T00:00:00Z</LastModified><ETag>"cold"</ETag>
            <StorageClass>%s</StorageClass></Contents>\
            """
                .formatted(key, object.content.length, object.storageClass));
      }
    });
    send(
        exchange,
        200,
        "<ListBucketResult>" + entries + "<IsTruncated>false</IsTruncated></ListBucketResult>");
  }

  private static void error(HttpExchange exchange, int status, String code) throws IOException {
    send(exchange, status, "<Error><Code>%s</Code><Message>no</Message></Error>".formatted(code));
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
