package dev.keepwatch.monitor;

import com.adobe.testing.s3mock.S3MockApplication;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.config.BeanPostProcessor;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// An S3 server in this process, on loopback, and a client to fill it.
///
/// It takes seconds to start, so all tests share one; each makes buckets of its own.
final class LocalS3 {

  private static final class Running {
    static final LocalS3 SERVER = new LocalS3();
  }

  private final S3MockApplication server;
  private final S3Client client;

  private LocalS3() {
    server =
        S3MockApplication.start(
            new HashMap<>(Map.of("http.port", 0, "server.port", 0)),
            "--server.address=127.0.0.1",
            "--spring.main.sources=" + OnLoopback.class.getName(),
            "--spring.main.banner-mode=off",
            "--logging.level.root=ERROR");
    Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
    client =
        S3Client.builder()
            .endpointOverride(URI.create(endpoint()))
            .forcePathStyle(true)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  static LocalS3 running() {
    return Running.SERVER;
  }

  @SuppressWarnings("deprecation") // Its makers would rather see it in a container of its own.
  String endpoint() {
    return "http://127.0.0.1:" + server.getHttpPort();
  }

  /// What the monitor needs to know to find this server.
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_S3", endpoint(),
        "AWS_REGION", "us-east-1",
        "AWS_ACCESS_KEY_ID", "test",
        "AWS_SECRET_ACCESS_KEY", "test");
  }

  void makeBucket(String name) {
    client.createBucket(request -> request.bucket(name));
  }

  void put(String bucket, String key) {
    client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString("x"));
  }

  /// @param prefix what stands before the file names: nothing, or a folder with its slash
  void put(String bucket, String prefix, FolderBuilder folder) {
    folder.files().forEach(file -> put(bucket, prefix + file.name()));
  }

  /// Its connector for plain HTTP would listen on all interfaces.
  static final class OnLoopback implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      if (bean instanceof Connector connector) {
        connector.setProperty("address", "127.0.0.1");
      }
      return bean;
    }
  }
}
