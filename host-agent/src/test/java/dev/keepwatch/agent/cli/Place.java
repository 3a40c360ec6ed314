package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.agent.storage.s3.S3MockServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Where an archive lies, for a process of its own and for a look from here.
///
/// @param url as the command line has it
/// @param options what the command line needs for it
/// @param environment what the process needs for it
/// @param storage the same place, seen from here
record Place(String url, List<String> options, Map<String, String> environment, Storage storage)
    implements AutoCloseable {

  private static final Map<String, String> CREDENTIALS =
      Map.of(
          "aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE",
          "aws.secretAccessKey", "not-a-secret-but-it-looks-like-one");

  static Place directory(Path home) {
    Path archive = home.resolve("archive");
    return new Place("file://" + archive, List.of(), Map.of(), new FileStorage(archive));
  }

  static Place bucket(String name) {
    CREDENTIALS.forEach(System::setProperty);
    return new Place(
        "s3://" + name + "/web01",
        List.of("--s3-endpoint-url=" + S3MockServer.endpoint()),
        Map.of(
            "AWS_ACCESS_KEY_ID", CREDENTIALS.get("aws.accessKeyId"),
            "AWS_SECRET_ACCESS_KEY", CREDENTIALS.get("aws.secretAccessKey")),
        S3MockServer.archive(name, "web01"));
  }

  @Override
  public void close() {
    storage.close();
    CREDENTIALS.keySet().forEach(System::clearProperty);
  }
}
