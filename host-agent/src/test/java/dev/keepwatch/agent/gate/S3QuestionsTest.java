package dev.keepwatch.agent.gate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class S3QuestionsTest {

  private static final String CREDENTIAL = "AKIAHOST/20260101/us-east-1/s3/aws4_request";
  private static final Map<String, String> SIGNED =
      Map.of("authorization", "AWS4-HMAC-SHA256 Credential=" + CREDENTIAL + ", Signature=0");
  private static final Map<String, String> FORM =
      Map.of("content-type", "multipart/form-data; boundary=x");
  private static final String FIELDS =
      "--x\r\nContent-Disposition: form-data; name=\"key\"\r\n\r\nhome/new\r\n"
          + "--x\r\nContent-Disposition: form-data; name=\"x-amz-credential\"\r\n\r\n"
          + CREDENTIAL
          + "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx\r\n--x--\r\n";
  private static final String PRESIGNED =
      "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0&X-Amz-Credential="
          + CREDENTIAL.replace("/", "%2F");

  private static GateRequest request(
      String method, String target, Map<String, String> headers, String body) {
    var all = new HashMap<String, List<String>>();
    headers.forEach((name, value) -> all.put(name, List.of(value)));
    all.put("host", List.of("localhost:1"));
    return new GateRequest(Transport.SECURE, method, URI.create(target), all, body.getBytes(UTF_8));
  }

  private static Map<String, String> with(String name, String value) {
    var headers = new HashMap<>(SIGNED);
    headers.put(name, value);
    return headers;
  }

  private static List<Question> of(GateRequest request) {
    return new S3Questions((bucket, key) -> Map.of("keepwatch", "volume")).of(request);
  }

  private static List<Verdict> verdicts(Kind kind, GateRequest request) {
    var host = new Caller("arn:aws:iam::123456789012:user/keepwatch-h", kind.ofHost("h", "b"));
    return of(request).stream()
        .map(question -> Judgement.of(host, kind.ofBucket("h", "b"), question))
        .toList();
  }

  @Test
  void who_has_signed_is_known_however_he_did() {
    assertThat(
            List.of(
                request("PUT", "/b/x", SIGNED, ""),
                request("PUT", "/b/x" + PRESIGNED, Map.of(), ""),
                request("POST", "/b", FORM, FIELDS)))
        .allSatisfy(asked -> assertThat(asked.accessKey()).contains("AKIAHOST"))
        .extracting(asked -> asked.signing().orElse(""))
        .containsExactly("REST-HEADER", "REST-QUERY-STRING", "POST");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void only_who_signs_the_request_itself_puts(Kind kind) {
    var free = Map.of("if-none-match", "*");

    assertThat(verdicts(kind, request("PUT", "/b/home/x", with("if-none-match", "*"), "")))
        .containsExactly(Verdict.ALLOWED);
    assertThat(verdicts(kind, request("PUT", "/b/home/x" + PRESIGNED, free, "")))
        .containsExactly(Verdict.FORBIDDEN);
    assertThat(verdicts(kind, request("POST", "/b", FORM, FIELDS)))
        .containsExactly(Verdict.FORBIDDEN);
  }

  @Test
  void only_a_star_says_that_the_name_must_be_free() {
    assertThat(
            verdicts(
                Kind.APPEND_ONLY, request("PUT", "/b/home/x", with("if-none-match", "\"1\""), "")))
        .containsExactly(Verdict.FORBIDDEN);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_bucket_of_another_account_gets_nothing(Kind kind) {
    var question = of(request("PUT", "/b/home/x", with("if-none-match", "*"), "")).getFirst();
    var theirs = question.facts().with("aws:ResourceAccount", "999999999999");
    var host = new Caller("arn:aws:iam::123456789012:user/keepwatch-h", kind.ofHost("h", "b"));

    assertThat(
            Judgement.of(
                host, Policy.NONE, new Question(question.action(), question.resource(), theirs)))
        .isEqualTo(Verdict.NOT_ALLOWED);
  }

  @Test
  void a_host_whose_bucket_has_no_policy_overwrites_and_tags_again_nothing() {
    var kind = Kind.APPEND_ONLY;
    var host = new Caller("arn:aws:iam::123456789012:user/keepwatch-h", kind.ofHost("h", "b"));
    var tags = "<Tag><Key>keepwatch</Key><Value>volume</Value></Tag>";

    assertThat(
            List.of(
                request("PUT", "/b/home/x", SIGNED, ""),
                request("POST", "/b/home/x?uploadId=1", SIGNED, ""),
                request("PUT", "/b/home/x.difftar?tagging", SIGNED, tags)))
        .flatMap(S3QuestionsTest::of)
        .extracting(question -> Judgement.of(host, Policy.NONE, question))
        .containsExactly(Verdict.FORBIDDEN, Verdict.FORBIDDEN, Verdict.FORBIDDEN);
  }

  @Test
  void a_list_to_delete_that_goes_round_locks_asks_for_that_too() {
    var list = "<Delete><Object><Key>x</Key><VersionId>1</VersionId></Object></Delete>";

    assertThat(of(request("POST", "/b?delete", SIGNED, list)))
        .extracting(Question::action)
        .containsExactly("s3:DeleteObjectVersion");
    assertThat(
            of(
                request(
                    "POST", "/b?delete", with("x-amz-bypass-governance-retention", "true"), list)))
        .extracting(Question::action)
        .containsExactly("s3:DeleteObjectVersion", "s3:BypassGovernanceRetention");
  }

  @Test
  void a_copy_takes_the_tags_along_unless_it_is_told_not_to() {
    assertThat(of(request("PUT", "/b/y", with("x-amz-copy-source", "/b/x"), "")))
        .extracting(Question::action)
        .containsExactly(
            "s3:PutObject", "s3:GetObject", "s3:GetObjectTagging", "s3:PutObjectTagging");
    var replacing = with("x-amz-copy-source", "/b/x");
    replacing.put("x-amz-tagging-directive", "REPLACE");
    assertThat(of(request("PUT", "/b/y", replacing, "")))
        .extracting(Question::action)
        .containsExactly("s3:PutObject", "s3:GetObject");
  }
}
