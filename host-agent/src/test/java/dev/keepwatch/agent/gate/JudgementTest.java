package dev.keepwatch.agent.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgementTest {

  private static final String USER = "arn:aws:iam::123456789012:user/web01";
  private static final String OBJECT = "arn:aws:s3:::b/home/x.difftar.gpg";

  /// Statements, with single quotes.
  private static Policy policy(String... statements) {
    return Policy.parse(
        "{'Version': '2012-10-17', 'Statement': [%s]}"
            .formatted(String.join(",", statements))
            .replace('\'', '"'));
  }

  private static String statement(String effect, String action, String resource, String more) {
    return "{'Effect': '%s', 'Action': '%s', 'Resource': '%s'%s}"
        .formatted(effect, action, resource, more);
  }

  private static String allow(String action, String resource) {
    return statement("Allow", action, resource, "");
  }

  private static String denyIf(String condition) {
    return statement(
        "Deny", "s3:*", "*", ", 'Principal': '*', 'Condition': {%s}".formatted(condition));
  }

  private static Verdict judge(Policy own, Policy ofBucket, String action, Facts facts) {
    return Judgement.of(new Caller(USER, own), ofBucket, new Question(action, OBJECT, facts));
  }

  private static boolean isDenied(String condition, Facts facts) {
    var verdict =
        judge(policy(allow("s3:*", "*")), policy(denyIf(condition)), "s3:PutObject", facts);
    assertThat(verdict).isNotEqualTo(Verdict.NOT_ALLOWED);
    return verdict == Verdict.FORBIDDEN;
  }

  @Test
  void what_nobody_allows_is_not_allowed() {
    assertThat(judge(Policy.NONE, Policy.NONE, "s3:GetObject", Facts.NONE))
        .isEqualTo(Verdict.NOT_ALLOWED);
    assertThat(judge(policy(allow("s3:GetObject", "*")), Policy.NONE, "s3:PutObject", Facts.NONE))
        .isEqualTo(Verdict.NOT_ALLOWED);
  }

  @Test
  void one_that_forbids_weighs_more_than_any_that_allows() {
    var own = policy(allow("s3:*", "*"), allow("s3:PutObject", OBJECT));
    var forbids =
        policy(statement("Deny", "s3:PutObject", OBJECT, ", 'Principal': {'AWS': '" + USER + "'}"));

    assertThat(judge(own, Policy.NONE, "s3:PutObject", Facts.NONE)).isEqualTo(Verdict.ALLOWED);
    assertThat(judge(own, forbids, "s3:PutObject", Facts.NONE)).isEqualTo(Verdict.FORBIDDEN);
    assertThat(judge(own, forbids, "s3:GetObject", Facts.NONE)).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void a_bucket_may_let_somebody_in_and_nobody_else() {
    var bucket =
        policy(statement("Allow", "s3:GetObject", "*", ", 'Principal': {'AWS': ['" + USER + "']}"));

    assertThat(judge(Policy.NONE, bucket, "s3:GetObject", Facts.NONE)).isEqualTo(Verdict.ALLOWED);
    assertThat(
            Judgement.of(Caller.NOBODY, bucket, new Question("s3:GetObject", OBJECT, Facts.NONE)))
        .isEqualTo(Verdict.NOT_ALLOWED);
  }

  @Test
  void a_role_is_only_for_whom_it_trusts_and_who_may() {
    String role = "arn:aws:iam::123456789012:role/restore";
    var trust =
        policy(
            "{'Effect': 'Allow', 'Action': 'sts:AssumeRole', 'Principal': {'AWS':"
                + " 'arn:aws:iam::123456789012:root'}, 'Condition': {'Bool':"
                + " {'aws:MultiFactorAuthPresent': 'true'}}}");
    var may = new Caller(USER, policy(allow("sts:AssumeRole", "*")));
    var question = new Question("sts:AssumeRole", role, Facts.NONE);
    var shown =
        new Question("sts:AssumeRole", role, Facts.NONE.with("aws:MultiFactorAuthPresent", "true"));

    assertThat(Judgement.of(may, trust, shown)).isEqualTo(Verdict.ALLOWED);
    assertThat(Judgement.of(may, trust, question)).isEqualTo(Verdict.NOT_ALLOWED);
    assertThat(Judgement.of(may, Policy.NONE, shown)).isEqualTo(Verdict.NOT_ALLOWED);
    assertThat(Judgement.of(new Caller(USER, Policy.NONE), trust, shown))
        .isEqualTo(Verdict.NOT_ALLOWED);
    var stranger =
        new Caller("arn:aws:iam::999999999999:user/x", policy(allow("sts:AssumeRole", "*")));
    assertThat(Judgement.of(stranger, trust, shown)).isEqualTo(Verdict.NOT_ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::b/*, true",
    "arn:aws:s3:::b/*.difftar*, true",
    "arn:aws:s3:::b/home/?.difftar.gpg, true",
    "arn:aws:s3:::b, false",
    "arn:aws:s3:::bb/*, false",
    "arn:aws:s3:::B/*, false",
    "arn:aws:s3:::b/*.manifest*, false"
  })
  void a_resource_is_matched_letter_by_letter(String resource, boolean matches) {
    var verdict =
        judge(policy(allow("s3:PutObject", resource)), Policy.NONE, "s3:PutObject", Facts.NONE);

    assertThat(verdict.letsThrough()).isEqualTo(matches);
  }

  @Test
  void an_action_is_matched_whole() {
    var own = policy(allow("s3:Put*", "*"), allow("S3:get*", "*"));

    assertThat(judge(own, Policy.NONE, "s3:PutObjectTagging", Facts.NONE).letsThrough()).isTrue();
    assertThat(judge(own, Policy.NONE, "s3:GetObject", Facts.NONE).letsThrough()).isTrue();
    assertThat(
            judge(
                    policy(allow("s3:DeleteObject", "*")),
                    Policy.NONE,
                    "s3:DeleteObjectVersion",
                    Facts.NONE)
                .letsThrough())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "s3:PutObject, false",
    "s3:ListBucketVersions, false",
    "s3:PutObjectAcl, true",
    "s3:GetObject, true",
    "s3:PutBucketTagging, true"
  })
  void not_action_forbids_all_else(String action, boolean forbidden) {
    var forbids =
        policy("{'Effect': 'Deny', 'NotAction': ['s3:PutObject', 's3:List*'], 'Resource': '*'}");

    assertThat(judge(policy(allow("s3:*", "*")), forbids, action, Facts.NONE))
        .isEqualTo(forbidden ? Verdict.FORBIDDEN : Verdict.ALLOWED);
    assertThat(judge(Policy.NONE, forbids, "s3:PutObject", Facts.NONE))
        .as("it allows nothing")
        .isEqualTo(Verdict.NOT_ALLOWED);
  }

  @Test
  void what_is_not_there_is_not_equal_to_anything() {
    String other = "'StringNotEquals': {'s3:RequestObjectTag/keepwatch': ['volume', 'manifest']}";

    assertThat(isDenied(other, Facts.NONE)).isTrue();
    assertThat(isDenied(other, Facts.NONE.withRequestTags(Map.of("keepwatch", "x")))).isTrue();
    assertThat(isDenied(other, Facts.NONE.withRequestTags(Map.of("keepwatch", "manifest"))))
        .isFalse();
  }

  @Test
  void for_any_value_means_that_there_is_one() {
    String any = "'ForAnyValue:StringNotEquals': {'s3:RequestObjectTagKeys': ['keepwatch']}";

    assertThat(isDenied(any, Facts.NONE)).isFalse();
    assertThat(isDenied(any, Facts.NONE.withRequestTags(Map.of("keepwatch", "x")))).isFalse();
    assertThat(isDenied(any, Facts.NONE.withRequestTags(Map.of("keepwatch", "x", "b", "c"))))
        .isTrue();
  }

  @Test
  void if_exists_holds_also_where_there_is_nothing() {
    String creates = "'BoolIfExists': {'s3:ObjectCreationOperation': 'true'}";

    assertThat(isDenied(creates, Facts.NONE)).isTrue();
    assertThat(isDenied(creates, Facts.NONE.with("s3:ObjectCreationOperation", "true"))).isTrue();
    assertThat(isDenied(creates, Facts.NONE.with("s3:ObjectCreationOperation", "false"))).isFalse();
  }

  @Test
  void null_asks_whether_something_is_there() {
    String without = "'Null': {'s3:if-none-match': 'true'}";
    String with = "'Null': {'s3:ExistingObjectTag/keepwatch': 'false'}";

    assertThat(isDenied(without, Facts.NONE)).isTrue();
    assertThat(isDenied(without, Facts.NONE.with("s3:if-none-match", "*"))).isFalse();
    assertThat(isDenied(with, Facts.NONE)).isFalse();
    assertThat(isDenied(with, Facts.NONE.withExistingTags(Map.of("keepwatch", "volume")))).isTrue();
    assertThat(isDenied(with, Facts.NONE.withExistingTags(Map.of("other", "volume")))).isFalse();
  }

  @Test
  void what_is_not_there_fits_no_value() {
    assertThat(isDenied("'Bool': {'aws:SecureTransport': 'false'}", Facts.NONE)).isFalse();
    assertThat(isDenied("'NumericLessThan': {'s3:TlsVersion': 1.2}", Facts.NONE)).isFalse();
    assertThat(isDenied("'ArnEquals': {'aws:PrincipalArn': '" + USER + "'}", Facts.NONE)).isTrue();
    assertThat(isDenied("'ArnEquals': {'aws:PrincipalArn': '" + USER + "2'}", Facts.NONE))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::123456789012:role/web01, true",
    "arn:aws:iam::123456789012:role/instances/web01, true",
    "arn:aws:iam::123456789012:role/a/b/web01, true",
    "arn:aws:iam::123456789012:role/web011, false",
    "arn:aws:iam::123456789012:role/x-web01, false",
    "arn:aws:iam::999999999999:role/web01, false"
  })
  void a_role_is_recognised_whatever_its_path(String caller, boolean denied) {
    var forbids =
        policy(
            denyIf(
                "'ArnLike': {'aws:PrincipalArn': ['arn:aws:iam::123456789012:role/web01', 'arn:aws:iam::123456789012:role/*/web01']}"));
    var question = new Question("s3:PutObject", OBJECT, Facts.NONE);

    assertThat(Judgement.of(new Caller(caller, policy(allow("s3:*", "*"))), forbids, question))
        .isEqualTo(denied ? Verdict.FORBIDDEN : Verdict.ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({"1.1, true", "1.2, false", "1.3, false"})
  void numbers_are_numbers(String version, boolean denied) {
    assertThat(
            isDenied(
                "'NumericLessThan': {'s3:TlsVersion': 1.2}",
                Facts.NONE.with("s3:TlsVersion", version)))
        .isEqualTo(denied);
  }

  @Test
  void all_conditions_must_hold_and_one_of_the_values() {
    String both =
        "'Bool': {'s3:ObjectCreationOperation': 'true'}, 'Null': {'s3:if-none-match': 'true'}";
    var creates = Facts.NONE.with("s3:ObjectCreationOperation", "true");

    assertThat(isDenied(both, creates)).isTrue();
    assertThat(isDenied(both, Facts.NONE)).isFalse();
    assertThat(isDenied(both, Facts.NONE.with("s3:ObjectCreationOperation", "false"))).isFalse();
    assertThat(isDenied(both, creates.with("s3:if-none-match", "*"))).isFalse();
    assertThat(
            isDenied(
                "'StringEquals': {'s3:if-none-match': ['a', '*']}",
                creates.with("s3:if-none-match", "*")))
        .isTrue();
  }

  @Test
  void for_all_values_means_no_other_value() {
    String only = "'ForAllValues:StringEquals': {'s3:RequestObjectTagKeys': ['keepwatch']}";

    assertThat(isDenied(only, Facts.NONE.withRequestTags(Map.of("keepwatch", "volume")))).isTrue();
    assertThat(isDenied(only, Facts.NONE.withRequestTags(Map.of("keepwatch", "x", "b", "c"))))
        .isFalse();
    assertThat(isDenied(only, Facts.NONE)).as("nothing is all of it").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'StringNotLike': {'s3:if-none-match': '*'}",
        "'NullIfExists': {'s3:if-none-match': 'true'}",
        "'ForAnyValue:StringEqualsIfExists': {'s3:RequestObjectTagKeys': 'x'}",
        "'StringEquals': {'aws:SourceIp': '127.0.0.1'}",
        "'StringEquals': {'s3:x-amz-acl': 'private'}"
      })
  void a_condition_that_it_has_not_learnt_is_refused_when_it_is_read(String condition) {
    assertThatExceptionOfType(UnknownToGateException.class)
        .isThrownBy(() -> policy(denyIf(condition)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Effect': 'Allow', 'NotAction': 's3:PutObject', 'Resource': '*'}",
        "{'Effect': 'Deny', 'NotAction': 's3:PutObject', 'Action': 's3:GetObject', 'Resource': '*'}",
        "{'Effect': 'Deny', 'NotAction': 's3:PutObjects', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': 's3:PutObject', 'NotResource': '*'}",
        "{'Effect': 'Perhaps', 'Action': 's3:PutObject', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': 's3:PutObjects', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': 'kms:Decrypt', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': 's3:PutObject', 'Resource': 'arn:aws:s3:::b/${aws:username}/*'}",
        "{'Effect': 'Allow', 'Action': 's3:PutObject', 'Resource': '*', 'Principal': {'Service': 'x'}}"
      })
  void a_statement_that_it_has_not_learnt_is_refused_when_it_is_read(String statement) {
    assertThatExceptionOfType(UnknownToGateException.class).isThrownBy(() -> policy(statement));
  }

  @Test
  void a_fact_with_two_values_has_no_answer_for_an_operator_of_one() {
    var facts = Facts.NONE.with("s3:RequestObjectTagKeys", List.of("a", "b"));

    assertThatExceptionOfType(UnknownToGateException.class)
        .isThrownBy(() -> isDenied("'StringEquals': {'s3:RequestObjectTagKeys': 'a'}", facts));
  }
}
