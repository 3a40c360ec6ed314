package dev.keepwatch.infra;

import static dev.keepwatch.infra.Synthesis.at;
import static dev.keepwatch.infra.Synthesis.list;
import static dev.keepwatch.infra.Synthesis.map;
import static dev.keepwatch.infra.Synthesis.statements;
import static dev.keepwatch.infra.Synthesis.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a host may do, statement by statement.
@NeedsNode
class HostPermissionsTest {
  private static final String MONITOR =
      """
      monitor:
        sender: keepwatch@example.org
        recipients: [ops@example.org]
      """;
  private static final Synthesis FLEET =
      Synthesis.of(
          MONITOR
              + """
              hosts:
                - name: adds
                  bucket: acme-adds
                  storage: {class: GLACIER_IR, after-days: 3}
                - name: prunes
                  mode: self-pruning
                - name: saves
                  restore: false
              """);
  private static final String ADDS = "keepwatch-adds";
  private static final String SAVES = "keepwatch-saves";
  private static final String PRUNES = "keepwatch-prunes";

  @Test
  void an_append_only_host_may_list_add_read_thaw_and_tag_volumes() {
    assertThat(statements(policy(ADDS)))
        .containsOnlyKeys(
            "SeeWhatIsThere",
            "Add",
            "ReadBackAndThaw",
            "TagVolumes",
            "TagSignatures",
            "TagManifests",
            "HostNeverOverwrites",
            "HostNeverRetags")
        .containsEntry(
            "SeeWhatIsThere",
            yaml(
                """
                Sid: SeeWhatIsThere
                Effect: Allow
                Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
                Resource: {"Fn::GetAtt": [BackupsBucket2936A3AA, Arn]}
                Condition: {StringEquals: {"aws:ResourceAccount": {Ref: "AWS::AccountId"}}}
                """))
        .containsEntry(
            "ReadBackAndThaw",
            yaml(
                """
                Sid: ReadBackAndThaw
                Effect: Allow
                Action: ["s3:GetObject", "s3:RestoreObject"]
                Resource: {"Fn::Join": ["", [{"Fn::GetAtt": [BackupsBucket2936A3AA, Arn]}, /*]]}
                Condition: {StringEquals: {"aws:ResourceAccount": {Ref: "AWS::AccountId"}}}
                """))
        .containsEntry(
            "Add",
            yaml(
                """
                Sid: Add
                Effect: Allow
                Action:
                  - s3:AbortMultipartUpload
                  - s3:ListMultipartUploadParts
                  - s3:PutObject
                Resource: {"Fn::Join": ["", [{"Fn::GetAtt": [BackupsBucket2936A3AA, Arn]}, /*]]}
                Condition: {StringEquals: {"aws:ResourceAccount": {Ref: "AWS::AccountId"}}}
                """))
        .containsEntry(
            "TagVolumes",
            yaml(
                """
                Sid: TagVolumes
                Effect: Allow
                Action: s3:PutObjectTagging
                Resource: {"Fn::Join": ["", [{"Fn::GetAtt": [BackupsBucket2936A3AA, Arn]}, "/*.difftar*"]]}
                Condition:
                  StringEquals: {"s3:RequestObjectTag/keepwatch": volume, "aws:ResourceAccount": {Ref: "AWS::AccountId"}}
                  ForAllValues:StringEquals: {"s3:RequestObjectTagKeys": [keepwatch]}
                """));
  }

  @Test
  void an_append_only_host_is_held_by_its_own_policy_as_by_its_bucket() {
    Map<String, Object> own = statements(policy(ADDS));
    Map<String, Object> ofBucket = statements(FLEET.only(ADDS, "AWS::S3::BucketPolicy"));

    for (String sid : List.of("HostNeverOverwrites", "HostNeverRetags")) {
      Map<String, Object> said = new HashMap<>(map(at(ofBucket, sid)));
      said.remove("Principal");
      Map<String, Object> conditions = new HashMap<>(map(at(said, "Condition")));
      conditions.remove("ArnLike");
      said.put("Condition", conditions);
      assertThat(own).containsEntry(sid, said);
    }
    assertThat(statements(policy(PRUNES)).toString()).doesNotContain("Deny");
  }

  @Test
  void each_kind_of_file_may_be_tagged_only_as_what_its_name_says() {
    Map<String, Object> statements = statements(policy(ADDS));

    assertThat(at(statements, "TagVolumes").toString()).contains("/*.difftar*", "keepwatch=volume");
    assertThat(at(statements, "TagSignatures").toString())
        .contains("/*.sigtar*", "keepwatch=signatures");
    assertThat(at(statements, "TagManifests").toString())
        .contains("/*.manifest*", "keepwatch=manifest");
  }

  @Test
  void a_self_pruning_host_may_also_delete_but_no_version() {
    Map<String, Object> statements = statements(policy(PRUNES));

    assertThat(statements)
        .containsOnlyKeys(
            "SeeWhatIsThere",
            "Add",
            "ReadBackAndThaw",
            "TagVolumes",
            "TagSignatures",
            "TagManifests",
            "DeleteWhatIsTooOld");
    assertThat(map(at(statements, "DeleteWhatIsTooOld")))
        .containsEntry("Effect", "Allow")
        .containsEntry("Action", "s3:DeleteObject");
  }

  @Test
  void the_bucket_refuses_an_append_only_host_every_put_that_is_not_for_a_new_key() {
    assertThat(statements(FLEET.only(ADDS, "AWS::S3::BucketPolicy")))
        .containsEntry(
            "HostNeverOverwrites",
            yaml(
                """
                Sid: HostNeverOverwrites
                Effect: Deny
                Principal: "*"
                Action: s3:PutObject
                Resource: {"Fn::Join": ["", [{"Fn::GetAtt": [BackupsBucket2936A3AA, Arn]}, /*]]}
                Condition:
                  ArnLike: {"aws:PrincipalArn": [{"Fn::GetAtt": [HostUser659F4302, Arn]}]}
                  Bool: {"s3:ObjectCreationOperation": "true"}
                  Null: {"s3:if-none-match": "true"}
                """
                    .replace("Null:", "\"Null\":")));
  }

  @ParameterizedTest
  @ValueSource(strings = {ADDS, PRUNES, SAVES})
  void the_bucket_refuses_a_host_whatever_its_own_policy_does_not_allow(String stack) {
    List<String> allowed =
        list(at(policy(stack), "PolicyDocument", "Statement")).stream()
            .filter(statement -> "Allow".equals(at(statement, "Effect")))
            .flatMap(statement ->
                at(statement, "Action") instanceof List<?> several
                    ? several.stream()
                    : Stream.of(at(statement, "Action")))
            .map(String::valueOf)
            .distinct()
            .sorted()
            .toList();

    assertThat(statements(FLEET.only(stack, "AWS::S3::BucketPolicy")))
        .containsEntry(
            "HostDoesNothingElse",
            yaml(
                """
                Sid: HostDoesNothingElse
                Effect: Deny
                Principal: "*"
                NotAction: [%s]
                Resource:
                  - {"Fn::GetAtt": [BackupsBucket2936A3AA, Arn]}
                  - {"Fn::Join": ["", [{"Fn::GetAtt": [BackupsBucket2936A3AA, Arn]}, /*]]}
                Condition:
                  ArnLike: {"aws:PrincipalArn": [{"Fn::GetAtt": [HostUser659F4302, Arn]}]}
                """
                    .formatted(
                        allowed.stream()
                            .map(action -> '"' + action + '"')
                            .collect(Collectors.joining(", ")))));
  }

  @Test
  void the_bucket_refuses_what_lies_there_to_be_tagged_otherwise() {
    assertThat(statements(FLEET.only(ADDS, "AWS::S3::BucketPolicy")))
        .containsOnlyKeys(
            "HostDoesNothingElse",
            "HostNeverOverwrites",
            "HostNeverRetags",
            "HostSignsEachPut",
            "HostTagsOnlyByOurTag",
            "HostTagsOnlyByOurWords",
            "HostMovesOnlyVolumes")
        .containsEntry(
            "HostNeverRetags",
            yaml(
                """
                Sid: HostNeverRetags
                Effect: Deny
                Principal: "*"
                Action: s3:PutObjectTagging
                Resource: {"Fn::Join": ["", [{"Fn::GetAtt": [BackupsBucket2936A3AA, Arn]}, /*]]}
                Condition:
                  ArnLike: {"aws:PrincipalArn": [{"Fn::GetAtt": [HostUser659F4302, Arn]}]}
                  "Null": {"s3:ExistingObjectTag/keepwatch": "false"}
                """))
        .containsEntry(
            "HostMovesOnlyVolumes",
            yaml(
                """
                Sid: HostMovesOnlyVolumes
                Effect: Deny
                Principal: "*"
                Action: s3:PutObjectTagging
                Resource:
                  - {"Fn::Join": ["", [{"Fn::GetAtt": [BackupsBucket2936A3AA, Arn]}, "/*duplicity-*.manifest*"]]}
                  - {"Fn::Join": ["", [{"Fn::GetAtt": [BackupsBucket2936A3AA, Arn]}, "/*duplicity-*.sigtar*"]]}
                Condition:
                  ArnLike: {"aws:PrincipalArn": [{"Fn::GetAtt": [HostUser659F4302, Arn]}]}
                  StringEquals: {"s3:RequestObjectTag/keepwatch": [volume]}
                """));
  }

  @Test
  void a_self_pruning_host_overwrites_tags_again_and_deletes_but_no_version() {
    Map<String, Object> ofBucket = statements(FLEET.only(PRUNES, "AWS::S3::BucketPolicy"));

    assertThat(ofBucket)
        .containsOnlyKeys(
            "HostDoesNothingElse",
            "HostSignsEachPut",
            "HostTagsOnlyByOurTag",
            "HostTagsOnlyByOurWords",
            "HostMovesOnlyVolumes");
    assertThat(list(at(ofBucket, "HostDoesNothingElse", "NotAction")))
        .map(String::valueOf)
        .contains("s3:DeleteObject")
        .doesNotContain("s3:DeleteObjectVersion");
  }

  @Test
  void a_host_that_does_not_restore_reads_no_volume_and_thaws_nothing() {
    Map<String, Object> statements = statements(policy(SAVES));

    assertThat(statements).doesNotContainKey("ReadBackAndThaw");
    assertThat(statements.toString()).doesNotContain("s3:RestoreObject");
    assertThat(map(at(statements, "ReadWhatAnIncrementNeeds")))
        .containsEntry("Action", "s3:GetObject");
    assertThat(at(statements, "ReadWhatAnIncrementNeeds", "Resource").toString())
        .contains("/*.manifest*", "/*.sigtar*", "/keepwatch/heartbeat/*")
        .doesNotContain(", /*]", "difftar");
    assertThat(
            map(at(statements(FLEET.only(SAVES, "AWS::S3::BucketPolicy")), "HostNeverReadsBack")))
        .containsEntry("Action", "s3:GetObject")
        .containsEntry("Effect", "Deny");
  }

  private static Map<String, Object> policy(String stack) {
    return FLEET.all(stack, "AWS::IAM::ManagedPolicy").stream()
        .filter(policy -> String.valueOf(policy.get("Description")).startsWith("What host"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_bucket_speaks_only_tls_1_2_or_newer_with_anybody() {
    assertThat(list(at(FLEET.only(PRUNES, "AWS::S3::BucketPolicy"), "PolicyDocument", "Statement")))
        .map(statement -> at(statement, "Condition"))
        .contains(
            yaml("Bool: {\"aws:SecureTransport\": \"false\"}"),
            yaml("NumericLessThan: {\"s3:TlsVersion\": 1.2}"));
  }
}
