package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Host;
import dev.keepwatch.infra.fleet.Identity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Arn;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.iam.User;
import software.amazon.awscdk.services.rolesanywhere.CfnProfile;
import software.constructs.Construct;

/// As whom a host writes its backups, with no right beyond that.
///
/// It has no access key here: the secret half would stand in the stack's state for all to read who
/// may see it.
final class HostIdentity extends Construct {
  private final Host host;
  private final ManagedPolicy policy;
  private final List<Output> outputs = new ArrayList<>();
  private final List<String> arns;

  HostIdentity(Construct scope, String id, Host host, List<PolicyStatement> permissions) {
    super(scope, id);
    this.host = host;
    policy =
        ManagedPolicy.Builder.create(this, "Policy")
            .description("What host " + host.name() + " needs for its backups, " + kind())
            .statements(permissions)
            .build();
    arns =
        switch (host.identity()) {
          case Identity.User user -> List.of(user());
          case Identity.ExistingRole role -> existingRole(role);
          case Identity.Certificate(String anchor, String name) ->
              List.of(certificate(anchor, name));
        };
  }

  /// Patterns of which one fits `aws:PrincipalArn` when the host calls, and never when another
  /// does.
  List<String> arns() {
    return arns;
  }

  List<Output> outputs() {
    return List.copyOf(outputs);
  }

  private String kind() {
    return host.mode().word() + (host.restores() ? "" : ", without reading back");
  }

  private String user() {
    User user = User.Builder.create(this, "User").userName(StackNames.host(host.name())).build();
    policy.attachToUser(user);
    outputs.add(new Output("User", user.getUserName(), "The IAM user as whom the host writes"));
    outputs.add(
        new Output(
            "NextStep",
            "keepwatch keys aws create --host " + host.name(),
            "Makes the host's access key; run it once, on your desk"));
    return user.getUserArn();
  }

  /// A name alone does not say the role's path, and an ARN may say it wrongly: the policy attaches
  /// all the same, since an account has each name once, so both are recognised.
  private List<String> existingRole(Identity.ExistingRole existing) {
    IRole role =
        existing.isArn()
            ? Role.fromRoleArn(this, "Role", existing.name())
            : Role.fromRoleName(this, "Role", existing.name());
    policy.attachToRole(role);
    outputs.add(new Output("Role", role.getRoleArn(), "The role as which the host writes"));
    String beforePath = beforePath(existing);
    return List.of(beforePath + existing.lastName(), beforePath + "*/" + existing.lastName());
  }

  /// `arn:aws:iam::123456789012:role/`
  private String beforePath(Identity.ExistingRole existing) {
    return existing.isArn()
        ? existing.name().replaceFirst(":role/.*", ":role/")
        : Arn.format(
            ArnComponents.builder()
                .service("iam")
                .region("")
                .resource("role")
                .resourceName("")
                .build(),
            Stack.of(this));
  }

  private String certificate(String trustAnchor, String commonName) {
    var holder =
        new PrincipalWithConditions(
            new ServicePrincipal("rolesanywhere.amazonaws.com"),
            Map.of(
                "ArnEquals", Map.of("aws:SourceArn", trustAnchor),
                "StringEquals", Map.of("aws:PrincipalTag/x509Subject/CN", commonName)));
    Role role =
        Role.Builder.create(this, "Role")
            .roleName(StackNames.host(host.name()))
            .description("Host " + host.name() + " by its certificate")
            .assumedBy(holder)
            .build();
    policy.attachToRole(role);
    // Roles Anywhere says who holds the certificate, in tags and as the source; it must be let.
    Optional.ofNullable(role.getAssumeRolePolicy())
        .ifPresent(policy -> policy.addStatements(sayingWho(holder)));
    CfnProfile profile =
        CfnProfile.Builder.create(this, "Profile")
            .name(StackNames.host(host.name()))
            .enabled(true)
            .roleArns(List.of(role.getRoleArn()))
            .build();
    outputs.add(new Output("Role", role.getRoleArn(), "The role as which the host writes"));
    outputs.add(
        new Output(
            "CredentialProcess",
            "aws_signing_helper credential-process --certificate HOST.pem --private-key HOST.key"
                + " --trust-anchor-arn "
                + trustAnchor
                + " --profile-arn "
                + profile.getAttrProfileArn()
                + " --role-arn "
                + role.getRoleArn(),
            "A line for the host's ~/.aws/config, after credential_process ="));
    return role.getRoleArn();
  }

  private static PolicyStatement sayingWho(IPrincipal holder) {
    return PolicyStatement.Builder.create()
        .principals(List.of(holder))
        .actions(List.of("sts:SetSourceIdentity", "sts:TagSession"))
        .build();
  }
}
