package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.aws.TestAws;
import dev.keepwatch.agent.storage.s3.TestCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/// Access keys of real users at an emulator of AWS.
@ExtendWith(TestCredentials.class)
class EmulatedKeysTest {

  private static final Pattern SECRET = Pattern.compile("aws_secret_access_key = (\\S{40})");

  @TempDir Path home;
  private Shell shell;
  private final TestAws aws = TestAws.required();
  private final String host = "h" + System.nanoTime();
  private Path file;
  private final List<String> everySaid = new ArrayList<>();

  @BeforeEach
  void makeUser() throws IOException {
    shell = new Shell(home);
    shell.now = Instant.now();
    shell.environment.put("AWS_ENDPOINT_URL", aws.endpoint().toString());
    file = home.resolve("credentials");
    try (var iam = iam()) {
      iam.createUser(request -> request.userName("keepwatch-" + host));
    }
  }

  private IamClient iam() {
    return IamClient.builder()
        .endpointOverride(URI.create(aws.endpoint().toString()))
        .region(Region.AWS_GLOBAL)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    TestAws.ENVIRONMENT.get("AWS_ACCESS_KEY_ID"),
                    TestAws.ENVIRONMENT.get("AWS_SECRET_ACCESS_KEY"))))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private List<String> ids() {
    try (var iam = iam()) {
      return iam
          .listAccessKeys(request -> request.userName("keepwatch-" + host))
          .accessKeyMetadata()
          .stream()
          .map(key -> key.accessKeyId())
          .toList();
    }
  }

  private Shell.Said keys(int exit, String action, String... more) {
    var words = new ArrayList<>(List.of("keys", "aws", action, "--host", host, "-v", "debug"));
    words.addAll(List.of("--credentials-file", file.toString()));
    words.addAll(List.of(more));
    var said = shell.run(words);
    everySaid.add(said.output() + said.errors());
    assertThat(said.exit()).as("%s%s", said.output(), said.errors()).isEqualTo(exit);
    return said;
  }

  private String secret() throws IOException {
    var found = SECRET.matcher(Files.readString(file));
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  @Test
  void a_key_is_made_replaced_shown_and_taken_away_and_no_secret_is_ever_told() throws Exception {
    keys(0, "create");
    String first = ids().getFirst();
    String firstSecret = secret();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file).content().contains("aws_access_key_id = " + first);

    keys(0, "rotate", "--in-place");
    assertThat(ids()).hasSize(1).doesNotContain(first);
    String secondSecret = secret();
    assertThat(secondSecret).isNotEqualTo(firstSecret);

    assertThat(keys(0, "list").output()).contains(ids().getFirst() + "  active");
    var json = keys(0, "list", "--json");
    assertThat(json.output()).contains("\"kind\":\"access-keys\"", ids().getFirst());
    keys(0, "revoke", "--dry-run");
    assertThat(ids()).hasSize(1);
    keys(0, "revoke");
    assertThat(ids()).isEmpty();
    keys(0, "revoke");

    assertThat(everySaid)
        .allSatisfy(
            said -> assertThat(said).doesNotContain(firstSecret).doesNotContain(secondSecret));
  }

  @Test
  void from_a_desk_the_old_key_goes_when_the_host_was_seen_to_use_the_new_one() throws Exception {
    keys(0, "create");
    String old = ids().getFirst();

    assertThat(keys(0, "rotate").output()).contains("The old key still works.");
    assertThat(ids()).hasSize(2);
    assertThat(keys(23, "rotate").errors()).contains("has not been used for a backup yet", old);
    useAtStorage();
    keys(0, "rotate");

    assertThat(ids()).hasSize(1).doesNotContain(old);
  }

  /// As the host would, with the key in the file.
  private void useAtStorage() throws Exception {
    System.setProperty("aws.accessKeyId", keyId());
    System.setProperty("aws.secretAccessKey", secret());
    var said = shell.run("collection-status", "s3://" + aws.newBucket("used") + "/x");
    assertThat(said.exit()).as(said.errors()).isZero();
    System.setProperty("aws.accessKeyId", TestAws.ENVIRONMENT.get("AWS_ACCESS_KEY_ID"));
    System.setProperty("aws.secretAccessKey", TestAws.ENVIRONMENT.get("AWS_SECRET_ACCESS_KEY"));
  }

  private String keyId() throws IOException {
    return Files.readString(file)
        .lines()
        .filter(line -> line.startsWith("aws_access_key_id"))
        .findFirst()
        .orElseThrow()
        .replaceFirst(".*= ", "");
  }

  @Test
  void what_cannot_be_is_said_in_a_sentence() throws Exception {
    keys(0, "create");
    assertThat(keys(23, "create").errors()).contains("holds a key already");
    file = home.resolve("other");
    assertThat(keys(23, "create").errors()).contains("has a key already");
    keys(0, "rotate");
    file = home.resolve("third");
    assertThat(keys(23, "rotate").errors()).contains("two keys already").contains("holds neither");
    assertThat(file).doesNotExist();
    assertThat(keys(52, "revoke", "--access-key", "AKIAIOSFODNN7NOTHERE").errors())
        .contains("has no key AKIAIOSFODNN7NOTHERE");

    var nobody = shell.run("keys", "aws", "create", "--user", "nobody-" + host);
    assertThat(nobody.exit()).isEqualTo(52);
    assertThat(nobody.errors()).hasLineCount(1).contains("there is no such user", "--user");
  }

  @Test
  void an_old_key_is_warned_of() {
    keys(0, "create");
    shell.now = shell.now.plusSeconds(91 * 86_400L);

    assertThat(keys(0, "list").errors()).contains("Warning: the key ", "91 days old");
  }
}
