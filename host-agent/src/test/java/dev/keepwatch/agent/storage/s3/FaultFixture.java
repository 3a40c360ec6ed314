package dev.keepwatch.agent.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.FileRole;
import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.format.naming.NamingScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A storage whose server misbehaves. Files of four bytes and more go in parts of three.
@ExtendWith(TestCredentials.class)
abstract class FaultFixture {

  static final String KEY = "web01/vol1";

  @TempDir Path spool;

  final List<String> notices = new ArrayList<>();
  final QuickWaiting waiting = new QuickWaiting();
  FaultServer server;
  S3Storage storage;

  @BeforeEach
  final void start() throws IOException {
    server = new FaultServer();
    storage = open("acme");
  }

  final S3Storage open(String bucket) {
    var url = new S3Url(bucket, "web01", Optional.of(server.endpoint()));
    return open(url, S3Settings.from(Map.of()).withParts(4, 3));
  }

  private S3Storage open(S3Url url, S3Settings settings) {
    return S3Storage.open(url, settings, NamingScheme.standard(), notices::add, waiting);
  }

  /// Opens the archive in another way from now on.
  final void use(S3Settings settings) {
    storage.close();
    storage = open(new S3Url("acme", "web01", Optional.of(server.endpoint())), settings);
  }

  @AfterEach
  final void stop() {
    storage.close();
    server.close();
  }

  final void write(String content) throws IOException {
    write("vol1", content);
  }

  final void write(String name, String content) throws IOException {
    storage.write(newFile(name, content));
  }

  final NewFile newFile(String name, String content) throws IOException {
    Path file = Files.createTempFile(spool, "content", null);
    Files.writeString(file, content);
    return new NewFile(name, file, FileRole.VOLUME, Map.of());
  }

  final String read() throws IOException {
    try (InputStream stream = storage.read("vol1")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  final void list() throws StorageException {
    storage.list(file -> {});
  }

  final String stored() {
    return new String(server.bucket().get(KEY), StandardCharsets.UTF_8);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// In the message, HERE stands for the archive's address.
  final void expect(StorageException failure, Reason reason, String message) {
    assertThat(failure).hasMessage(message.replace("HERE", storage.location()));
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(storage.location())
        .isEqualTo("s3://" + server.endpoint().getAuthority() + "/acme/web01");
  }
}
