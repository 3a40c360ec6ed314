package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Folder;
import dev.keepwatch.infra.fleet.Host;
import dev.keepwatch.infra.fleet.Place;
import java.util.stream.Collectors;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/// What one host needs in the account: its bucket, as whom it writes, who may restore, and the
/// outputs that its configuration is made from.
final class HostStack extends Stack {
  /// @param monitor where the monitor is
  HostStack(Construct scope, Host host, Place monitor) {
    super(
        scope,
        StackNames.host(host.name()),
        StackNames.props(
            host.place(), "Backups of " + host.name() + " (" + host.mode().word() + ")"));
    String name = StackNames.bucket(host.store().bucket(), host.place(), this);
    var bucket = new BackupBucket(this, "Backups", name, host.store()).bucket();
    var permissions = HostPermissions.statements(bucket, host);
    var identity = new HostIdentity(this, "Host", host, permissions);
    new HistoryGuard(bucket, identity.arns()).protect(host, HostPermissions.actions(permissions));
    if (!monitor.account().equals(host.place().account())) {
      new MonitorAccess(bucket).grant(StackNames.monitorRoleArn(monitor, this));
    }
    var restore = new RestoreRole(this, "Restore", host.name(), bucket).role();
    Tags.of(this).add("keepwatch:host", host.name());
    host.tags().forEach((key, value) -> Tags.of(this).add(key, value));

    output("Bucket", bucket.getBucketName(), "Where the backups of " + host.name() + " lie");
    output("Region", getRegion(), "Where the bucket is");
    output("Mode", host.mode().word(), "What the host may do to its own history");
    output("Target", "target: s3://" + bucket.getBucketName(), "A line for the host's config.yaml");
    output("RestoreRole", restore.getRoleArn(), "For operators, with MFA: reads, thaws, undeletes");
    folders(host);
    identity.outputs().forEach(output -> output(output.id(), output.value(), output.description()));
  }

  /// What `keepwatch init` makes jobs of; CloudFormation takes values of 1024 letters.
  private void folders(Host host) {
    String folders = host.folders().stream().map(Folder::name).collect(Collectors.joining(","));
    if (!folders.isEmpty() && folders.length() <= 1000) {
      output("Folders", folders, "Where its archives lie in the bucket");
    }
  }

  private void output(String id, String value, String description) {
    CfnOutput.Builder.create(this, id).value(value).description(description).build();
  }
}
