package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.aws.TestAws;
import dev.keepwatch.agent.gate.Kind;
import dev.keepwatch.agent.gate.Provisioned;
import dev.keepwatch.agent.gate.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// A host with the key that its operator has made for it, before the gate of its bucket; and the
/// operator.
final class HostLife implements AutoCloseable {

  /// Two volumes that go in parts, and one that does not.
  static final int CONTENT = 14 << 20;

  private static final List<String> PROPERTIES =
      List.of(
          "aws.accessKeyId",
          "aws.secretAccessKey",
          "aws.sessionToken",
          "aws.sharedCredentialsFile");

  final Shell shell;
  final Provisioned host;
  final Path source;
  final String url;
  private final Path keyFile;

  HostLife(TestAws aws, Kind kind, Path home) throws IOException {
    host = Provisioned.host(aws, kind);
    shell = new Shell(home);
    shell.environment.put("AWS_ENDPOINT_URL", endpoint());
    shell.environment.put("PASSPHRASE", "open sesame");
    source = shell.tree("source", Map.of("a.txt", "one"));
    url = "s3://" + host.bucket() + "/home";
    keyFile = home.resolve("credentials");
    asOperator();
    run(0, "keys", "aws", "create", "--host", host.hostName(), "--credentials-file=" + keyFile);
    host.gate().ledger().clear();
    asHost();
  }

  /// From now on commands are given at the operator's desk, with an administrator's key.
  void asOperator() {
    PROPERTIES.forEach(System::clearProperty);
    System.setProperty(
        "aws.accessKeyId", TestAws.ENVIRONMENT.getOrDefault("AWS_ACCESS_KEY_ID", ""));
    System.setProperty(
        "aws.secretAccessKey", TestAws.ENVIRONMENT.getOrDefault("AWS_SECRET_ACCESS_KEY", ""));
  }

  /// From now on commands are given on the host, which has the file with its key and nothing else.
  void asHost() {
    PROPERTIES.forEach(System::clearProperty);
    System.setProperty("aws.sharedCredentialsFile", keyFile.toString());
  }

  /// From now on commands are given by an operator who has become the restore role.
  void asRestorer() {
    AwsSessionCredentials session = host.becomeRestorer();
    PROPERTIES.forEach(System::clearProperty);
    System.setProperty("aws.accessKeyId", session.accessKeyId());
    System.setProperty("aws.secretAccessKey", session.secretAccessKey());
    System.setProperty("aws.sessionToken", session.sessionToken());
  }

  /// The id of the host's key.
  String accessKey() throws IOException {
    return value("aws_access_key_id");
  }

  Shell.Said run(int exit, String... words) {
    var said = shell.run(words);
    assertThat(said.exit())
        .as("%s: %s%s", List.of(words), said.output(), said.errors())
        .isEqualTo(exit);
    return said;
  }

  /// A backup in volumes of 6 MiB, of which those above 5 are sent in parts.
  Shell.Said backUp(int exit, String verb, String... more) {
    var words = new ArrayList<>(List.of(verb, "--volsize=6", "--s3-multipart-chunk-size=5"));
    words.addAll(List.of(more));
    words.addAll(List.of(source.toString(), url));
    shell.now = shell.now.plusSeconds(60);
    return run(exit, words.toArray(String[]::new));
  }

  /// What cannot be compressed.
  void grow(String name, long seed) throws IOException {
    byte[] noise = new byte[CONTENT];
    new Random(seed).nextBytes(noise);
    Files.write(source.resolve(name), noise);
  }

  /// From now on by plain HTTP.
  void knockWithoutTls() {
    shell.environment.put("AWS_ENDPOINT_URL", host.gate().endpoint(Transport.PLAIN).toString());
  }

  /// As a thief does who has the host's key.
  void deleteAll() throws IOException {
    try (var s3 = host.s3(key())) {
      s3.listObjectsV2(request -> request.bucket(host.bucket()))
          .contents()
          .forEach(object -> s3.deleteObject(r -> r.bucket(host.bucket()).key(object.key())));
    }
  }

  String endpoint() {
    return host.gate().endpoint(Transport.SECURE).toString();
  }

  /// The key as other programs want it.
  Map<String, String> environmentOfOthers() throws IOException {
    return Map.of(
        "AWS_ACCESS_KEY_ID", accessKey(),
        "AWS_SECRET_ACCESS_KEY", value("aws_secret_access_key"),
        "AWS_DEFAULT_REGION", "us-east-1");
  }

  private AwsBasicCredentials key() throws IOException {
    return AwsBasicCredentials.create(accessKey(), value("aws_secret_access_key"));
  }

  private String value(String name) throws IOException {
    return Files.readString(keyFile)
        .lines()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .orElseThrow()
        .replaceFirst(".*= ", "");
  }

  @Override
  public void close() {
    PROPERTIES.forEach(System::clearProperty);
    host.close();
  }
}
