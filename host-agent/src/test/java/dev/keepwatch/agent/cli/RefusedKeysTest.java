package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.keepwatch.agent.storage.s3.TestCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An AWS that refuses, or has not heard of a new key yet.
@ExtendWith(TestCredentials.class)
class RefusedKeysTest {

  private static final String ID = "AKIAI44QH8DHBEXAMPLE";
  private static final String SECRET = "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY";

  private record Answer(int status, String body) {}

  @TempDir Path home;
  private Shell shell;
  private HttpServer server;
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
    shell = new Shell(home);
    shell.environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String action = form.replaceFirst("(?s).*Action=(\\w+).*", "$1");
      asked.add(action);
      var left = answers.getOrDefault(action, new ArrayDeque<>());
      var answer = left.size() > 1 ? left.poll() : left.peek();
      byte[] body = answer == null ? new byte[0] : answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer == null ? 404 : answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void answer(String action, String result) {
    answers
        .computeIfAbsent(action, _ -> new ArrayDeque<>())
        .add(
            new Answer(
                200,
                "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                    .formatted(action, result)));
  }

  private void refuse(String action, int status, String code) {
    answers
        .computeIfAbsent(action, _ -> new ArrayDeque<>())
        .add(
            new Answer(
                status,
                "<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>no</Message></Error></ErrorResponse>"
                    .formatted(code)));
  }

  private Shell.Said keys(String action) {
    return shell.run(
        "keys",
        "aws",
        action,
        "--host",
        "web01",
        "-v",
        "debug",
        "--credentials-file",
        home.resolve("key").toString());
  }

  private static String issued() {
    return "<AccessKeyMetadata><member><UserName>keepwatch-web01</UserName><AccessKeyId>"
        + ID
        + "</AccessKeyId><Status>Active</Status><CreateDate>2023-11-01T00:00:00Z</CreateDate></member></AccessKeyMetadata>";
  }

  private void answerCreate() {
    answer(
        "CreateAccessKey",
        "<AccessKey><UserName>keepwatch-web01</UserName><AccessKeyId>%s</AccessKeyId><Status>Active</Status><SecretAccessKey>%s</SecretAccessKey></AccessKey>"
            .formatted(ID, SECRET));
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, 51, iam:ListAccessKeys on arn:aws:iam::*:user/keepwatch-web01",
    "404, NoSuchEntity, 52, there is no such user",
    "403, ExpiredToken, 23, your AWS credentials are not valid",
    "403, InvalidClientTokenId, 23, your AWS credentials are not valid",
    "400, ValidationError, 50, AWS refused: ValidationError"
  })
  void a_refusal_is_one_sentence_and_a_number(int status, String code, int exit, String words) {
    refuse("ListAccessKeys", status, code);

    var said = shell.run("keys", "aws", "list", "--host", "web01");

    assertThat(said.exit()).as(said.errors()).isEqualTo(exit);
    assertThat(said.errors()).contains(words).hasLineCount(1);
  }

  @Test
  void a_key_that_is_not_known_everywhere_yet_is_waited_for_and_never_told() {
    answer("ListAccessKeys", "");
    answer("ListAccessKeys", issued());
    answerCreate();
    refuse("GetCallerIdentity", 403, "InvalidClientTokenId");
    refuse("GetCallerIdentity", 403, "InvalidClientTokenId");
    answer("GetCallerIdentity", "<Arn>arn:aws:iam::1:user/keepwatch-web01</Arn>");

    var said = keys("create");

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(asked.stream().filter("GetCallerIdentity"::equals)).hasSize(5);
    assertThat(shell.pauses).startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2)).hasSize(4);
    assertThat(home.resolve("key")).content().contains(SECRET);
    assertThat(said.output() + said.errors()).doesNotContain(SECRET);
  }

  @Test
  void a_third_key_is_refused_in_words() {
    answer("ListAccessKeys", "");
    refuse("CreateAccessKey", 409, "LimitExceeded");

    var said = keys("create");

    assertThat(said.exit()).isEqualTo(23);
    assertThat(said.errors()).contains("has two keys already", "keys aws revoke");
    assertThat(home.resolve("key")).doesNotExist();
    assertThat(home.resolve("key.new")).doesNotExist();
  }

  @Test
  void a_key_of_somebody_else_never_passes_for_the_users() {
    answer("ListAccessKeys", "");
    answerCreate();
    answer("GetCallerIdentity", "<Arn>arn:aws:iam::1:user/somebody</Arn>");

    var said = keys("create");

    assertThat(said.exit()).isEqualTo(38);
    assertThat(said.errors()).contains("is not accepted").doesNotContain(SECRET);
    assertThat(home.resolve("key")).doesNotExist();
  }

  @Test
  void what_is_no_cloudformation_and_who_may_not_ask_it_is_told_apart() {
    answer("DescribeStacks", "");
    var strange = shell.run("init", "--from-stack", "keepwatch-web01", "--config", "/nowhere/c");
    assertThat(strange.exit()).as(strange.errors()).isEqualTo(23);
    assertThat(strange.errors()).contains("what answers is not CloudFormation").hasLineCount(1);

    answers.clear();
    refuse("DescribeStacks", 403, "AccessDenied");
    var denied = shell.run("init", "--from-stack", "keepwatch-web01", "--config", "/nowhere/c");
    assertThat(denied.exit()).as(denied.errors()).isEqualTo(51);
    assertThat(denied.errors()).contains("cloudformation:DescribeStacks").hasLineCount(1);
  }

  @Test
  void a_configuration_that_cannot_be_written_is_one_sentence() {
    answer(
        "DescribeStacks",
        "<Stacks><member><StackName>keepwatch-web01</StackName><Outputs>%s%s%s</Outputs></member></Stacks>"
            .formatted(output("Bucket", "b"), output("Region", "r"), output("User", "u")));

    var said = shell.run("init", "--from-stack", "keepwatch-web01", "--config", "/nowhere/c");

    assertThat(said.exit()).as(said.errors()).isEqualTo(23);
    assertThat(said.errors()).contains("cannot write /nowhere/c").hasLineCount(1);
  }

  private static String output(String name, String value) {
    return "<member><OutputKey>%s</OutputKey><OutputValue>%s</OutputValue></member>"
        .formatted(name, value);
  }
}
