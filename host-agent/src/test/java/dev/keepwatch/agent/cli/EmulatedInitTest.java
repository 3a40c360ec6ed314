package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.aws.TestAws;
import dev.keepwatch.agent.config.ConfigFile;
import dev.keepwatch.agent.storage.s3.TestCredentials;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A configuration from the outputs of a stack at an emulator of AWS.
@ExtendWith(TestCredentials.class)
class EmulatedInitTest {

  @TempDir Path home;
  private Shell shell;
  private final TestAws aws = TestAws.required();
  private final String host = "h" + System.nanoTime();
  private Path file;

  @BeforeEach
  void sitDown() throws IOException {
    shell = new Shell(home);
    shell.environment.put("AWS_ENDPOINT_URL", aws.endpoint().toString());
    file = home.resolve("config.yaml");
  }

  private void deploy(Map<String, String> outputs) throws Exception {
    String lines =
        outputs.entrySet().stream()
            .map(
                output -> "\"%s\":{\"Value\":\"%s\"}".formatted(output.getKey(), output.getValue()))
            .collect(Collectors.joining(","));
    String template =
        "{\"Resources\":{\"Q\":{\"Type\":\"AWS::SQS::Queue\"}},\"Outputs\":{" + lines + "}}";
    String body =
        "Action=CreateStack&Version=2010-05-15&StackName=keepwatch-%s&TemplateBody=%s"
            .formatted(host, URLEncoder.encode(template, UTF_8));
    var request =
        HttpRequest.newBuilder(aws.endpoint())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/cloudformation/aws4_request,"
                    + " SignedHeaders=host, Signature=0")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  private Shell.Said init(int exit, String... more) {
    var words = new ArrayList<>(List.of("init", "--from-stack", "keepwatch-" + host));
    words.addAll(List.of("--config", file.toString()));
    words.addAll(List.of(more));
    var said = shell.run(words);
    assertThat(said.exit()).as("%s%s", said.output(), said.errors()).isEqualTo(exit);
    return said;
  }

  @Test
  void what_the_stack_tells_becomes_a_configuration_that_can_be_read() throws Exception {
    deploy(
        Map.of(
            "Bucket", "acme-" + host,
            "Region", "eu-central-1",
            "User", "keepwatch-" + host,
            "Mode", "append-only",
            "Folders", "home,var/backups"));
    assertThat(init(0, "--dry-run").output()).contains("target: s3://acme-" + host);
    assertThat(file).doesNotExist();

    init(0);

    var config = ConfigFile.parse("config.yaml", Files.readString(file));
    assertThat(config.host()).contains(host);
    assertThat(config.target()).isEqualTo("s3://acme-" + host);
    assertThat(config.s3().region()).isEqualTo(Optional.of("eu-central-1"));
    assertThat(config.jobs()).extracting(job -> job.name()).containsExactly("home");
    assertThat(file).content().contains("mode: append-only");
    assertThat(home.resolve("config.yaml.new")).doesNotExist();
    String before = Files.readString(file);

    assertThat(init(23).errors()).contains("exists already, and is not overwritten");
    assertThat(file).hasContent(before);
  }

  @Test
  void a_keep_is_refused_there_with_the_place_where_it_belongs() throws Exception {
    deploy(
        Map.of(
            "Bucket",
            "acme-" + host,
            "Region",
            "eu-central-1",
            "User",
            "keepwatch-" + host,
            "Mode",
            "append-only"));
    init(0);
    Files.writeString(file, Files.readString(file) + "keep: {fulls: 3}\n");

    var said = shell.run("run", "--dry-run", "--config", file.toString());

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.errors()).contains("fleet.yaml").hasLineCount(1);
  }

  @Test
  void another_stack_and_none_are_told_apart() throws Exception {
    assertThat(init(52).errors())
        .contains("there is no stack keepwatch-" + host + " in us-east-1")
        .hasLineCount(1);

    deploy(Map.of("Endpoint", "x"));

    assertThat(init(23).errors()).contains("has no output Bucket").hasLineCount(1);
    assertThat(file).doesNotExist();
  }
}
