package dev.keepwatch.agent.storage.s3;

import com.adobe.testing.s3mock.S3MockApplication;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/// One S3Mock for all tests of this process, on a free port of the loopback interface. It starts in
/// a few seconds and stops with the process.
public final class S3MockServer {

  private static final S3MockServer INSTANCE = new S3MockServer();

  private final S3MockApplication application;

  private S3MockServer() {
    // S3Mock takes entries out of the map, so it must be one that can be changed.
    Map<String, Object> properties =
        new HashMap<>(
            Map.of(
                S3MockApplication.PROP_HTTP_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_HTTPS_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_SILENT,
                true,
                // Broken connections are what some tests are about.
                "logging.level.root",
                "OFF",
                "server.address",
                "127.0.0.1"));
    application = S3MockApplication.start(properties);
    Runtime.getRuntime().addShutdownHook(new Thread(application::stop));
  }

  /// The folder of an archive, in a bucket that is made if it is not there. The SDK's chain must
  /// have credentials.
  public static Storage archive(String bucket, String prefix) {
    var url = new S3Url(bucket, prefix, Optional.of(endpoint()));
    var settings = S3Settings.from(Map.of());
    try (var client = S3Connection.open(url, settings).client()) {
      client.createBucket(request -> request.bucket(bucket));
    } catch (BucketAlreadyOwnedByYouException e) {
      // It is there.
    }
    return S3Storage.open(url, settings, notice -> {});
  }

  @SuppressWarnings("deprecation") // its replacement is TLS with a certificate of its own
  public static URI endpoint() {
    return URI.create("http://127.0.0.1:" + INSTANCE.application.getHttpPort());
  }
}
