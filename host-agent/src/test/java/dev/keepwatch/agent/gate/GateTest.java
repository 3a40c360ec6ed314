package dev.keepwatch.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keepwatch.agent.aws.TestAws;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.sync.RequestBody;

class GateTest {

  private final TestAws aws = TestAws.required();
  private final Provisioned host;

  GateTest() throws Exception {
    host = Provisioned.host(aws, Kind.APPEND_ONLY);
  }

  @AfterEach
  void close() {
    try {
      host.close();
    } catch (AssertionError e) {
      // Told in the tests that are about it.
    }
  }

  private static String signed(String key, String service) {
    return "AWS4-HMAC-SHA256 Credential=%s/20260101/us-east-1/%s/aws4_request, SignedHeaders=host, Signature=0"
        .formatted(key, service);
  }

  private HttpResponse<String> ask(String method, String path, String authorization)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(host.gate().endpoint(Transport.SECURE) + path))
            .method(method, BodyPublishers.noBody());
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, ?analytics&id=x",
    "PATCH, ''",
    "GET, /x?select&select-type=2",
    "GET, ?X-Amz-Credential=x",
    "POST, /x",
    "PUT, ?acl&policy"
  })
  void what_it_does_not_know_is_refused_loudly_and_closing_fails(String method, String what)
      throws Exception {
    String key = host.issueKey().accessKeyId();

    var answer = ask(method, "/" + host.bucket() + what, signed(key, "s3"));

    assertThat(answer.statusCode()).isEqualTo(418);
    assertThat(answer.body()).contains("the gate does not know");
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(host::close)
        .withMessageContaining("teach it before you trust it");
  }

  @Test
  void a_service_that_it_does_not_know_is_refused_loudly() throws Exception {
    String key = host.issueKey().accessKeyId();

    assertThat(ask("POST", "/", signed(key, "kms")).statusCode()).isEqualTo(418);
    assertThatExceptionOfType(AssertionError.class).isThrownBy(host::close);
  }

  @Test
  void a_key_that_nobody_was_given_is_none() throws Exception {
    var answer = ask("GET", "/" + host.bucket(), signed("AKIAIOSFODNN7STRANGE", "s3"));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("InvalidAccessKeyId");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/home/x.manifest.gpg", "?versions", "?policy"})
  void who_has_not_signed_gets_nothing(String what) throws Exception {
    assertThat(ask("GET", "/" + host.bucket() + what, "").statusCode()).isEqualTo(403);
    assertThat(host.gate().ledger().refusals()).extracting(Decision::who).containsOnly("anonymous");
  }

  @Test
  void what_is_refused_never_arrives_and_what_is_let_through_does() throws Exception {
    var key = host.issueKey();
    var scene = new Scene(host, "", "f/", key, "", "", "", "");
    try (var s3 = scene.s3()) {
      s3.putObject(
          r -> r.bucket(host.bucket()).key("a").ifNoneMatch("*"), RequestBody.fromString("1"));
      assertThatExceptionOfType(AwsServiceException.class)
          .isThrownBy(() ->
              s3.putObject(r -> r.bucket(host.bucket()).key("a"), RequestBody.fromString("2")))
          .withMessageContaining("not authorized to perform: s3:PutObject")
          .withMessageContaining("explicit deny");
      assertThat(s3.getObjectAsBytes(r -> r.bucket(host.bucket()).key("a")).asUtf8String())
          .isEqualTo("1");
      assertThat(s3.headObject(r -> r.bucket(host.bucket()).key("a")).contentLength()).isOne();
    }
    assertThat(host.gate().ledger().refusals()).hasSize(1);
    assertThat(host.history("")).hasSize(1);
  }

  @Test
  void keys_for_a_while_stay_their_users() throws Exception {
    var scene = new Scene(host, "", "f/", host.issueKey(), "", "", "", "");
    try (var sts = scene.sts()) {
      var session = sts.getSessionToken().credentials();

      var answer = ask("DELETE", "/" + host.bucket() + "/x", signed(session.accessKeyId(), "s3"));

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(host.gate().ledger().refusals().getLast())
          .isEqualTo(
              new Decision(
                  host.userArn(),
                  "s3:DeleteObject",
                  "arn:aws:s3:::" + host.bucket() + "/x",
                  Verdict.FORBIDDEN));
    }
  }

  @Test
  void the_restore_role_is_for_who_has_shown_a_second_factor() throws Exception {
    host.becomeRestorer();
    try (var sts =
        Provisioned.sts(host.gate().endpoint(Transport.SECURE), Provisioned.administrator())) {
      assertThatExceptionOfType(AwsServiceException.class)
          .isThrownBy(() -> sts.assumeRole(r -> r.roleArn(host.restoreRole()).roleSessionName("x")))
          .withMessageContaining("sts:AssumeRole");
    }
  }
}
