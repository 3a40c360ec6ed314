package dev.keepwatch.infra;

import static dev.keepwatch.infra.Synthesis.at;
import static dev.keepwatch.infra.Synthesis.list;
import static dev.keepwatch.infra.Synthesis.map;
import static dev.keepwatch.infra.Synthesis.statements;
import static dev.keepwatch.infra.Synthesis.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
  void the_bucket_outlives_its_stack_and_so_does_its_guard() {
    for (String type : List.of("AWS::S3::Bucket", "AWS::S3::BucketPolicy")) {
      Map<String, Object> resource =
          map(at(FLEET.template(ADDS), "Resources")).values().stream()
              .map(Synthesis::map)
              .filter(found -> type.equals(found.get("Type")))
              .findFirst()
              .orElseThrow();
      assertThat(resource)
          .containsEntry("DeletionPolicy", "Retain")
          .containsEntry("UpdateReplacePolicy", "Retain");
    }
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
                  NoncurrentVersionExpiration: {NoncurrentDays: 35}
                - Id: clear-delete-markers
                  Status: Enabled
                  ExpiredObjectDeleteMarker: true
                - Id: forget-heartbeats
                  Status: Enabled
                  Prefix: keepwatch/heartbeat/
                  ExpirationInDays: 90
                - Id: move-volumes
                  Status: Enabled
                  ObjectSizeGreaterThan: "131071"
                  TagFilters: [{Key: keepwatch, Value: volume}]
                  Transitions: [{StorageClass: GLACIER_IR, TransitionInDays: 3}]
                """));
  }

  @Test
  void without_storage_nothing_is_moved() {
    Object rules = at(FLEET.only(PRUNES, "AWS::S3::Bucket"), "LifecycleConfiguration", "Rules");

    assertThat(list(rules)).hasSize(4);
    assertThat(rules.toString()).doesNotContain("move-volumes");
  }

  @Test
  void no_stack_makes_an_access_key() {
    assertThat(FLEET.all(ADDS, "AWS::IAM::AccessKey")).isEmpty();
    assertThat(FLEET.template(ADDS).toString()).doesNotContain("SecretAccessKey");
  }

  @Test
  void the_outputs_are_what_the_hosts_configuration_is_made_from() {
    Map<String, Object> outputs = map(at(FLEET.template(ADDS), "Outputs"));

    assertThat(outputs)
        .containsOnlyKeys("Bucket", "Mode", "NextStep", "Region", "RestoreRole", "Target", "User");
    assertThat(at(outputs, "NextStep", "Value")).isEqualTo("keepwatch keys aws create --host adds");
    assertThat(at(outputs, "Target", "Value"))
        .isEqualTo(
            yaml("{\"Fn::Join\": [\"\", [\"target: s3://\", {Ref: BackupsBucket2936A3AA}]]}"));
  }

  @Test
  void the_folders_are_told_where_they_are_known() {
    Synthesis fleet =
        Synthesis.of(
            MONITOR + "hosts: [{name: web01, folders: [home, {name: var/www, every: 1d}]}]");

    assertThat(at(fleet.template("keepwatch-web01"), "Outputs", "Folders", "Value"))
        .isEqualTo("home,var/www");
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
  void a_hosts_own_tags_stand_beside() {
    Synthesis tagged =
        Synthesis.of(MONITOR + "hosts: [{name: web01, tags: {cost-center: \"4711\"}}]");

    assertThat(tagged.only("keepwatch-web01", "AWS::S3::Bucket"))
        .containsEntry(
            "Tags",
            yaml("[{Key: cost-center, Value: \"4711\"}, {Key: \"keepwatch:host\", Value: web01}]"));
  }

  @Test
  void an_object_lock_holds_each_object_from_its_birth_on() {
    Synthesis locked =
        Synthesis.of(
            MONITOR
                + """
                hosts:
                  - name: web01
                    object-lock: {mode: compliance, days: 66, full-every-days: 31, window-days: 35}
                    retention: {deleted-days: 90}
                """);
    Map<String, Object> bucket = locked.only("keepwatch-web01", "AWS::S3::Bucket");

    assertThat(bucket)
        .containsEntry("ObjectLockEnabled", true)
        .containsEntry(
            "ObjectLockConfiguration",
            yaml(
                """
                ObjectLockEnabled: Enabled
                Rule: {DefaultRetention: {Mode: COMPLIANCE, Days: 66}}
                """));
    assertThat(bucket.toString()).contains("NoncurrentDays=90");
    assertThat(FLEET.only(ADDS, "AWS::S3::Bucket"))
        .doesNotContainKeys("ObjectLockEnabled", "ObjectLockConfiguration");
  }

  @Test
  void a_new_host_leaves_the_stacks_of_others_as_they_are() {
    String one = MONITOR + "hosts:\n  - {name: prunes, mode: self-pruning}\n";
    Synthesis before = Synthesis.of(one);
    Synthesis after = Synthesis.of(one + "  - {name: another}\n");

    assertThat(after.template(PRUNES)).isEqualTo(before.template(PRUNES));
    assertThat(after.template("keepwatch-monitor"))
        .isNotEqualTo(before.template("keepwatch-monitor"));
  }

  @Test
  void a_host_elsewhere_lets_the_monitor_look_into_its_bucket() {
    Synthesis elsewhere =
        Synthesis.of(
            MONITOR.replace("monitor:", "monitor:\n  account: 111111111111\n  region: eu-central-1")
                + "hosts: [{name: web01, account: 222222222222, region: eu-west-1}, {name: db01}]");

    assertThat(elsewhere.only("keepwatch-web01", "AWS::S3::Bucket"))
        .containsEntry("BucketName", "keepwatch-web01-222222222222-eu-west-1");
    assertThat(statements(elsewhere.only("keepwatch-web01", "AWS::S3::BucketPolicy")))
        .containsEntry(
            "MonitorListsNames",
            yaml(
                """
                Sid: MonitorListsNames
                Effect: Allow
                Principal: {AWS: "arn:aws:iam::111111111111:role/keepwatch-monitor"}
                Action: ["s3:ListBucket", "s3:ListBucketVersions"]
                Resource: {"Fn::GetAtt": [BackupsBucket2936A3AA, Arn]}
                """))
        .containsKey("MonitorReadsManifestsAndHeartbeats");
    assertThat(statements(elsewhere.only("keepwatch-db01", "AWS::S3::BucketPolicy")))
        .doesNotContainKey("MonitorListsNames");
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
