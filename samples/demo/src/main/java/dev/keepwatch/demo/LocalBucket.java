package dev.keepwatch.demo;

import com.adobe.testing.s3mock.S3MockApplication;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageUrl;
import dev.keepwatch.agent.storage.s3.S3Settings;
import dev.keepwatch.agent.storage.s3.S3Storage;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An S3 server within this process, on a free port of the loopback interface, with one empty
/// bucket.
final class LocalBucket implements AutoCloseable {

  static final String NAME = "keepwatch-demo";
  static final String URL = "s3://" + NAME + "/laptop/data";

  private static final String STORE = "com.adobe.testing.s3mock.store.";
  private static final String REGION = "us-east-1";
  private static final String NOT_A_SECRET = "demo";

  private final S3MockApplication server;

  private LocalBucket(S3MockApplication server) {
    this.server = server;
  }

  /// @param files where the server keeps the objects
  static LocalBucket start(Path files) throws IOException {
    Files.createDirectories(files);
    isolateClients();
    // The server takes entries out of the map, so it must be one that can be changed.
    Map<String, Object> properties =
        new HashMap<>(
            Map.of(
                S3MockApplication.PROP_HTTP_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_HTTPS_PORT,
                S3MockApplication.RANDOM_PORT,
                S3MockApplication.PROP_SILENT,
                true,
                "server.address",
                "127.0.0.1",
                STORE + "root",
                files.toString(),
                STORE + "retain-files-on-exit",
                true,
                STORE + "initial-buckets",
                NAME));
    return new LocalBucket(S3MockApplication.start(properties));
  }

  /// Keeps the AWS clients of this process from what they would find on this machine: credentials,
  /// profiles, proxies.
  private static void isolateClients() {
    var properties = System.getProperties();
    properties.setProperty("aws.accessKeyId", NOT_A_SECRET);
    properties.setProperty("aws.secretAccessKey", NOT_A_SECRET);
    properties.setProperty("aws.region", REGION);
    properties.setProperty("aws.configFile", "/dev/null");
    properties.setProperty("aws.sharedCredentialsFile", "/dev/null");
    properties.setProperty("aws.profile", "default");
    properties.setProperty("aws.useFipsEndpoint", "false");
    properties.setProperty("aws.useDualstackEndpoint", "false");
    properties.setProperty("aws.disableEc2Metadata", "true");
    properties.setProperty("http.nonProxyHosts", "127.0.0.1|localhost");
  }

  @SuppressWarnings("deprecation") // its replacement is TLS with a certificate of its own
  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getHttpPort());
  }

  /// What tells a program that S3 is here.
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL_S3",
        endpoint().toString(),
        "AWS_REGION",
        REGION,
        "AWS_ACCESS_KEY_ID",
        NOT_A_SECRET,
        "AWS_SECRET_ACCESS_KEY",
        NOT_A_SECRET);
  }

  /// The objects of the archive, in the order in which they were written.
  List<StoredFile> objects() throws IOException {
    var objects = new ArrayList<StoredFile>();
    try (var storage = open()) {
      storage.list(objects::add);
    }
    objects.sort(Comparator.comparing(StoredFile::lastModified).thenComparing(StoredFile::name));
    return objects;
  }

  /// Copies the objects of the archive into a directory.
  void copyTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (var storage = open()) {
      for (var object : objects()) {
        try (var content = storage.read(object.name())) {
          Files.copy(content, directory.resolve(object.name()));
        }
      }
    }
  }

  private Storage open() {
    var url = (StorageUrl.S3Url) StorageUrl.parse(URL, Optional.of(endpoint()));
    return S3Storage.open(url, S3Settings.from(environment()), notice -> {});
  }

  @Override
  public void close() {
    server.stop();
  }
}
