package dev.keepwatch.infra;

import dev.keepwatch.infra.fleet.Host;
import dev.keepwatch.infra.fleet.Region;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Tags;
import software.constructs.Construct;

/// What one host needs in the account: its bucket, its user, and the outputs that its configuration
/// is made from.
final class HostStack extends Stack {
  HostStack(Construct scope, Host host, Region region) {
    super(
        scope,
        StackNames.host(host.name()),
        StackNames.props(region, "Backups of " + host.name() + " (" + host.mode().word() + ")"));
    String name = StackNames.bucket(host.bucket(), this);
    var bucket = new BackupBucket(this, "Backups", name, host.move()).bucket();
    var user = new HostIdentity(this, "Host", host.name(), bucket, host.mode()).user();
    new HistoryGuard(bucket, user).protect(host.mode());
    Tags.of(this).add("keepwatch:host", host.name());

    output("Bucket", bucket.getBucketName(), "Where the backups of " + host.name() + " lie");
    output("User", user.getUserName(), "The IAM user as whom the host writes");
    output("Region", getRegion(), "Where the bucket is");
    output("Target", "target: s3://" + bucket.getBucketName(), "A line for the host's config.yaml");
    output(
        "NextStep",
        "(umask 077 && aws iam create-access-key --user-name "
            + user.getUserName()
            + " > "
            + StackNames.host(host.name())
            + "-key.json)",
        "Makes the host's access key; run it once, take the file to the host, then delete it here");
  }

  private void output(String id, String value, String description) {
    CfnOutput.Builder.create(this, id).value(value).description(description).build();
  }
}
