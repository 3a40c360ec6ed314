package dev.keepwatch.agent.storage.s3;

import static dev.keepwatch.agent.storage.Failures.failureOf;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A server whose certificate no public authority has signed.
@ExtendWith(TestCredentials.class)
final class OwnAuthorityTest {

  private static final String PASSWORD = "changeit";
  private static final byte[] NOTHING_THERE =
      "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>".getBytes(UTF_8);

  @TempDir private Path folder;

  private HttpsServer server;
  private S3Url url;

  @BeforeEach
  void start() throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        "s3",
        "-keyalg",
        "EC",
        "-dname",
        "CN=s3",
        "-ext",
        "san=ip:127.0.0.1");
    keytool("-exportcert", "-rfc", "-alias", "s3", "-file", folder.resolve("ca.pem").toString());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context()));
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, NOTHING_THERE.length);
          exchange.getResponseBody().write(NOTHING_THERE);
          exchange.close();
        });
    server.start();
    url =
        new S3Url(
            "acme",
            "web01",
            Optional.of(URI.create("https://127.0.0.1:" + server.getAddress().getPort())));
  }

  private void keytool(String... words) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words));
    command.addAll(List.of("-keystore", folder.resolve("keys").toString(), "-storepass", PASSWORD));
    var keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
  }

  private SSLContext context() throws Exception {
    var keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(folder.resolve("keys"))) {
      keys.load(file, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    var context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void list(Map<String, String> environment) throws Exception {
    try (var storage = S3Storage.open(url, S3Settings.from(environment), notice -> {})) {
      storage.list(file -> {});
    }
  }

  @Test
  void it_is_believed_if_somebody_vouches_for_it() throws Exception {
    list(Map.of("AWS_CA_BUNDLE", folder.resolve("ca.pem").toString()));
  }

  @Test
  void it_is_not_believed_by_itself_and_it_is_said_what_helps() {
    var failure = failureOf(() -> list(Map.of()));

    assertThat(failure.reason()).isEqualTo(Reason.MISCONFIGURED);
    assertThat(failure)
        .hasMessageContaining("no trusted connection to https://127.0.0.1:")
        .hasMessageContaining("--ssl-cacert-file");
  }

  @Test
  void a_file_that_vouches_for_nobody_is_named() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path noise = Files.writeString(folder.resolve("noise.pem"), "no certificate");
    for (Path file : new Path[] {empty, noise, folder.resolve("gone.pem"), folder}) {
      var settings = S3Settings.from(Map.of("AWS_CA_BUNDLE", file.toString()));

      assertThatThrownBy(settings::check)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("--ssl-cacert-file, AWS_CA_BUNDLE, s3.ca-file");
    }
  }
}
