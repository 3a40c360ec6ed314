package dev.keepwatch.infra;

import static dev.keepwatch.infra.Synthesis.at;
import static dev.keepwatch.infra.Synthesis.map;
import static dev.keepwatch.infra.Synthesis.statements;
import static dev.keepwatch.infra.Synthesis.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// As whom a host writes, and who may restore it.
@NeedsNode
class HostIdentityTest {
  private static final String ANCHOR =
      "arn:aws:rolesanywhere:eu-central-1:123456789012:trust-anchor/01234567-89ab-cdef-0123-456789abcdef";
  private static final Synthesis FLEET =
      Synthesis.of(
          """
          monitor: {sender: keepwatch@example.org, recipients: [ops@example.org]}
          hosts:
            - {name: user}
            - {name: role, identity: {role: web01-instance}}
            - {name: arn, identity: {role: "arn:aws:iam::123456789012:role/hosts/web01"}}
            - {name: cert, identity: {trust-anchor: "%s", common-name: web01.example.org}}
          """
              .formatted(ANCHOR));

  @Test
  void a_user_gets_its_rights_by_a_managed_policy() {
    assertThat(policyOf("keepwatch-user"))
        .containsEntry("Users", yaml("[{Ref: HostUser659F4302}]"));
  }

  @Test
  void an_existing_role_gets_the_rights_and_is_held_back_by_the_bucket() {
    assertThat(FLEET.all("keepwatch-role", "AWS::IAM::User")).isEmpty();
    assertThat(policyOf("keepwatch-role")).containsEntry("Roles", yaml("[web01-instance]"));
    assertThat(deniedIn("keepwatch-role"))
        .isEqualTo(
            yaml(
                """
                - "Fn::Join": ["", ["arn:", {Ref: "AWS::Partition"}, ":iam::", {Ref: "AWS::AccountId"}, ":role/web01-instance"]]
                - "Fn::Join": ["", ["arn:", {Ref: "AWS::Partition"}, ":iam::", {Ref: "AWS::AccountId"}, ":role/*/web01-instance"]]
                """));
  }

  @Test
  void a_role_with_a_path_is_recognised_whatever_its_path() {
    assertThat(policyOf("keepwatch-arn")).containsEntry("Roles", yaml("[web01]"));
    assertThat(deniedIn("keepwatch-arn"))
        .isEqualTo(
            yaml(
                "[\"arn:aws:iam::123456789012:role/web01\", \"arn:aws:iam::123456789012:role/*/web01\"]"));
  }

  @Test
  void a_certificate_of_one_name_and_one_authority_becomes_a_role() {
    Map<String, Object> role = FLEET.only("keepwatch-cert", "AWS::IAM::Role", "rolesanywhere");

    assertThat(at(role, "AssumeRolePolicyDocument", "Statement"))
        .isEqualTo(
            yaml(
                """
                - Effect: Allow
                  Action: sts:AssumeRole
                  Principal: {Service: rolesanywhere.amazonaws.com}
                  Condition:
                    ArnEquals: {"aws:SourceArn": "%1$s"}
                    StringEquals: {"aws:PrincipalTag/x509Subject/CN": web01.example.org}
                - Effect: Allow
                  Action: ["sts:SetSourceIdentity", "sts:TagSession"]
                  Principal: {Service: rolesanywhere.amazonaws.com}
                  Condition:
                    ArnEquals: {"aws:SourceArn": "%1$s"}
                    StringEquals: {"aws:PrincipalTag/x509Subject/CN": web01.example.org}
                """
                    .formatted(ANCHOR)));
    assertThat(FLEET.only("keepwatch-cert", "AWS::RolesAnywhere::Profile"))
        .containsEntry("Enabled", true)
        .containsEntry("Name", "keepwatch-cert");
    assertThat(map(at(FLEET.template("keepwatch-cert"), "Outputs")))
        .containsKeys("CredentialProcess", "Role")
        .doesNotContainKeys("User", "NextStep");
  }

  @Test
  void an_operator_restores_with_a_second_factor_and_may_undelete() {
    Map<String, Object> role = FLEET.only("keepwatch-user", "AWS::IAM::Role");

    assertThat(role)
        .containsEntry("RoleName", "keepwatch-user-restore")
        .containsEntry("MaxSessionDuration", 43200);
    assertThat(at(role, "AssumeRolePolicyDocument", "Statement").toString())
        .contains("aws:MultiFactorAuthPresent=true", ":root");
    assertThat(
            statements(
                FLEET.only("keepwatch-user", "AWS::IAM::ManagedPolicy", "What an operator needs")))
        .containsOnlyKeys("SeeWhatIsAndWas", "ReadAndThaw", "RemoveDeleteMarkers")
        .doesNotContainValue("s3:PutObject");
  }

  private static Map<String, Object> policyOf(String stack) {
    return FLEET.only(stack, "AWS::IAM::ManagedPolicy", "What host");
  }

  private static Object deniedIn(String stack) {
    return at(
        statements(FLEET.only(stack, "AWS::S3::BucketPolicy")),
        "HostNeverOverwrites",
        "Condition",
        "ArnLike",
        "aws:PrincipalArn");
  }
}
