package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Large files that a server refuses from the head of the request alone, without reading the body.
@ExtendWith(TestCredentials.class)
final class EarlyRefusalTest {

  private static final int LARGE = 4 << 20;

  @TempDir private Path spool;

  private final List<String> notices = new ArrayList<>();

  @Test
  void a_refused_body_is_not_sent_and_the_reason_is_known() throws Exception {
    try (var server = new HeadReader("403 Forbidden", "PUT")) {
      var failure = failureOf(() -> write(server));

      assertThat(failure.reason()).isEqualTo(Reason.DENIED);
      assertThat(failure).hasMessageContaining("Grant s3:PutObject and s3:PutObjectTagging on");
      assertThat(server.received).containsExactly("refused", "refused", "refused");
      assertThat(notices).isEmpty();
    }
  }

  @Test
  void where_only_the_tag_is_denied_the_body_is_sent_once_without_it() throws Exception {
    try (var server = new HeadReader("403 Forbidden", "x-amz-tagging:")) {
      write(server);

      assertThat(server.received).containsExactly("refused", "refused", LARGE + " bytes");
      assertThat(notices).hasSize(1);
    }
  }

  @Test
  void where_only_the_condition_is_unknown_the_body_is_sent_once_without_it() throws Exception {
    try (var server = new HeadReader("501 Not Implemented", "if-none-match:")) {
      write(server);

      assertThat(server.received)
          .containsExactly("refused", "refused", "refused", LARGE + " bytes");
      assertThat(notices.getFirst()).contains("If-None-Match");
    }
  }

  @Test
  void a_taken_key_is_known_before_the_body_is_sent() throws Exception {
    try (var server = new HeadReader("412 Precondition Failed", "if-none-match:")) {
      var failure = failureOf(() -> write(server));

      // The listing of this server is empty, so whoever took the key has not finished.
      assertThat(failure.reason()).isEqualTo(Reason.TRANSIENT);
      assertThat(server.received).containsExactly("refused");
    }
  }

  private void write(HeadReader server) throws IOException {
    Path content = Files.write(spool.resolve("content"), new byte[LARGE]);
    var url = new S3Url("acme", "web01", Optional.of(server.endpoint()));
    try (var storage = S3Storage.open(url, S3Settings.from(Map.of()), notices::add)) {
      storage.write(new NewFile("vol1", content, FileRole.VOLUME, Map.of()));
    }
  }

  /// Lists nothing, refuses each put whose head holds a text, and takes the others.
  private static final class HeadReader implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final String refusal;
    private final String refused;

    HeadReader(String refusal, String refused) throws IOException {
      this.refusal = refusal;
      this.refused = refused.toLowerCase(Locale.ROOT);
      Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void accept() {
      while (!socket.isClosed()) {
        try (Socket connection = socket.accept()) {
          serve(connection);
        } catch (IOException e) {
          received.add(e.toString());
        }
      }
    }

    private void serve(Socket connection) throws IOException {
      InputStream in = connection.getInputStream();
      String head = head(in);
      if (head.startsWith("get")) {
        answer(
            connection,
            "200 OK",
            "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>");
      } else if (head.contains(refused)) {
        received.add("refused");
        answer(connection, refusal, "<Error><Code>Lost</Code></Error>");
      } else {
        connection.getOutputStream().write(bytes("HTTP/1.1 100 Continue\r\n\r\n"));
        received.add(in.readNBytes(LARGE).length + " bytes");
        answer(connection, "200 OK", "");
      }
    }

    private static String head(InputStream in) throws IOException {
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new EOFException(head.toString());
        }
        head.append((char) next);
      }
      return head.toString().toLowerCase(Locale.ROOT);
    }

    private static void answer(Socket connection, String status, String body) throws IOException {
      connection
          .getOutputStream()
          .write(
              bytes(
                  "HTTP/1.1 %s\r\nContent-Length: %d\r\nConnection: close\r\nETag: \"opaque\"\r\n\r\n%s"
                      .formatted(status, body.length(), body)));
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
