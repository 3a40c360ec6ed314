package dev.keepwatch.infra;

import static dev.keepwatch.infra.Synthesis.at;
import static dev.keepwatch.infra.Synthesis.list;
import static dev.keepwatch.infra.Synthesis.map;
import static dev.keepwatch.infra.Synthesis.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

@NeedsNode
class HostStackTest {
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
              """);
  private static final Synthesis ELSEWHERE =
      Synthesis.of(
          MONITOR.replace("monitor:", "monitor:\n  region: eu-west-3") + "hosts: [{name: web01}]");
  private static final String ADDS = "keepwatch-adds";
  private static final String PRUNES = "keepwatch-prunes";

  @Test
  void the_bucket_is_private_encrypted_versioned_and_owned() {
    assertThat(FLEET.only(ADDS, "AWS::S3::Bucket"))
        .containsEntry("BucketName", "acme-adds")
        .containsEntry("VersioningConfiguration", yaml("Status: Enabled"))
        .containsEntry("OwnershipControls", yaml("Rules: [{ObjectOwnership: BucketOwnerEnforced}]"))
        .containsEntry(
            "PublicAccessBlockConfiguration",
            yaml(
                """
                BlockPublicAcls: true
                BlockPublicPolicy: true
                IgnorePublicAcls: true
                RestrictPublicBuckets: true
                """))
        .containsEntry(
            "BucketEncryption",
            yaml(
                """
                ServerSideEncryptionConfiguration:
                  - ServerSideEncryptionByDefault: {SSEAlgorithm: AES256}
                """));
  }

  @Test
  void the_bucket_outlives_its_stack() {
    Map<String, Object> bucket =
        map(at(FLEET.template(ADDS), "Resources")).values().stream()
            .map(Synthesis::map)
            .filter(resource -> "AWS::S3::Bucket".equals(resource.get("Type")))
            .findFirst()
            .orElseThrow();

    assertThat(bucket)
        .containsEntry("DeletionPolicy", "Retain")
        .containsEntry("UpdateReplacePolicy", "Retain");
  }

  @Test
  void one_rule_moves_the_tagged_volumes_of_all_folders_and_none_lets_them_expire() {
    assertThat(at(FLEET.only(ADDS, "AWS::S3::Bucket"), "LifecycleConfiguration", "Rules"))
        .isEqualTo(
            yaml(
                """
                - Id: give-up-incomplete-uploads
                  Status: Enabled
                  AbortIncompleteMultipartUpload: {DaysAfterInitiation: 7}
                - Id: forget-old-versions
                  Status: Enabled
                  ExpiredObjectDeleteMarker: true
                  NoncurrentVersionExpiration: {NoncurrentDays: 35}
                - Id: move-volumes
                  Status: Enabled
                  TagFilters: [{Key: keepwatch, Value: volume}]
                  Transitions: [{StorageClass: GLACIER_IR, TransitionInDays: 3}]
                """));
  }

  @Test
  void without_storage_nothing_is_moved() {
    Object rules = at(FLEET.only(PRUNES, "AWS::S3::Bucket"), "LifecycleConfiguration", "Rules");

    assertThat(list(rules)).hasSize(2);
  }

  @Test
  void no_stack_makes_an_access_key() {
    assertThat(FLEET.all(ADDS, "AWS::IAM::AccessKey")).isEmpty();
    assertThat(FLEET.template(ADDS).toString()).doesNotContain("SecretAccessKey");
  }

  @Test
  void the_outputs_are_what_the_hosts_configuration_is_made_from() {
    Map<String, Object> outputs = map(at(FLEET.template(ADDS), "Outputs"));

    assertThat(outputs).containsOnlyKeys("Bucket", "User", "Region", "Target", "NextStep");
    assertThat(at(outputs, "Target", "Value"))
        .isEqualTo(
            yaml("{\"Fn::Join\": [\"\", [\"target: s3://\", {Ref: BackupsBucket2936A3AA}]]}"));
  }

  @Test
  void bucket_and_user_carry_the_name_of_their_host() {
    Object tags = yaml("[{Key: \"keepwatch:host\", Value: adds}]");

    assertThat(FLEET.only(ADDS, "AWS::S3::Bucket")).containsEntry("Tags", tags);
    assertThat(FLEET.only(ADDS, "AWS::IAM::User"))
        .containsEntry("Tags", tags)
        .containsEntry("UserName", "keepwatch-adds");
  }

  @Test
  void a_bucket_without_a_name_is_named_after_host_account_and_region() {
    assertThat(FLEET.only(PRUNES, "AWS::S3::Bucket").get("BucketName"))
        .isEqualTo(
            yaml(
                """
                "Fn::Join": ["", [keepwatch-prunes-, {Ref: "AWS::AccountId"}, "-", {Ref: "AWS::Region"}]]
                """));
    assertThat(ELSEWHERE.only("keepwatch-web01", "AWS::S3::Bucket").get("BucketName"))
        .isEqualTo(
            yaml(
                """
                "Fn::Join": ["", [keepwatch-web01-, {Ref: "AWS::AccountId"}, -eu-west-3]]
                """));
  }

  @Test
  void a_host_depends_on_the_monitor_so_that_deploying_it_enrols_it() {
    assertThat(list(at(FLEET.written("manifest.json"), "artifacts", ADDS, "dependencies")))
        .map(String::valueOf)
        .contains("keepwatch-monitor");
  }

  @Test
  void no_stack_imports_from_another() {
    assertThat(FLEET.template(ADDS).toString())
        .doesNotContain("Fn::ImportValue", "Fn::GetStackOutput");
    assertThat(FLEET.template("keepwatch-monitor").toString())
        .doesNotContain("Fn::ImportValue", "Fn::GetStackOutput");
  }
}
