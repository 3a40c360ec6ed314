package dev.keepwatch.infra;

import static dev.keepwatch.infra.Synthesis.at;
import static dev.keepwatch.infra.Synthesis.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.keepwatch.infra.fleet.Fleet;
import dev.keepwatch.infra.fleet.FleetText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/// As many hosts as a fleet may have, and what Amazon's limits say to it.
@NeedsNode
class LargeFleetTest {
  private static final int HOSTS = 500;
  private static final int MOST_OF_A_MANAGED_POLICY = 6144;
  private static final int MOST_OF_INLINE_POLICIES = 10_240;
  private static final int MOST_OF_A_BUCKET_POLICY = 20_480;
  private static final int MOST_OF_A_TEMPLATE = 1_000_000;
  private static final int MOST_OF_AN_ENVIRONMENT = 4096;
  private static final String MONITOR = "keepwatch-monitor";

  @TempDir private Path folder;

  @Test
  void five_hundred_hosts_with_names_after_their_account_stay_within_the_limits() {
    Synthesis fleet = Synthesis.of(fleet(""));

    assertThat(fleet.app().synth().getStacks()).hasSize(HOSTS + 1);
    requireMonitorWithinLimits(fleet);
    String host = "keepwatch-host100";
    assertThat(json(at(fleet.only(host, "AWS::S3::BucketPolicy"), "PolicyDocument")).length())
        .isLessThan(MOST_OF_A_BUCKET_POLICY);
    fleet
        .all(host, "AWS::IAM::ManagedPolicy")
        .forEach(policy ->
            assertThat(json(at(policy, "PolicyDocument")).length())
                .isLessThan(MOST_OF_A_MANAGED_POLICY));
  }

  @Test
  void five_hundred_hosts_with_short_names_of_their_own_fit_into_one_role() throws IOException {
    MonitorStack monitor = monitor(fleet("acme-backup-of-%s"));

    assertThat(
            monitor.getNode().findAll().stream()
                .filter(one -> one instanceof software.amazon.awscdk.services.iam.ManagedPolicy))
        .hasSizeLessThanOrEqualTo(BucketGrants.MOST_POLICIES);
  }

  @Test
  void names_that_do_not_fit_into_one_role_are_refused() {
    assertThatIOException()
        .isThrownBy(() -> monitor(fleet("b".repeat(50) + "-%s")))
        .withMessage(
            "The names of the fleet's buckets take 16 policies, and the monitor's role can have 10: let buckets be named after their hosts (without bucket:), or give them shorter names.");
  }

  private void requireMonitorWithinLimits(Synthesis fleet) {
    List<Map<String, Object>> managed = fleet.all(MONITOR, "AWS::IAM::ManagedPolicy");
    assertThat(managed).hasSizeLessThanOrEqualTo(BucketGrants.MOST_POLICIES);
    managed.forEach(policy ->
        assertThat(json(at(policy, "PolicyDocument")).length())
            .isLessThan(MOST_OF_A_MANAGED_POLICY));
    int inline =
        fleet.all(MONITOR, "AWS::IAM::Policy").stream()
            .mapToInt(policy -> json(at(policy, "PolicyDocument")).length())
            .sum();
    assertThat(inline).isLessThan(MOST_OF_INLINE_POLICIES);
    assertThat(fleet.file(MONITOR + ".template.json").length()).isLessThan(MOST_OF_A_TEMPLATE);
    assertThat(map(at(fleet.template(MONITOR), "Resources"))).hasSizeLessThan(HOSTS);
    Object variables = at(fleet.only(MONITOR, "AWS::Lambda::Function"), "Environment", "Variables");
    assertThat(json(variables).length()).isLessThan(MOST_OF_AN_ENVIRONMENT);
  }

  private MonitorStack monitor(String text) throws IOException {
    Fleet fleet = FleetText.parse("fleet.yaml", text);
    Path jar = Files.write(folder.resolve("monitor.jar"), new byte[] {1});
    Path code = MonitorCode.assemble(folder.resolve("code"), jar, fleet);
    return new MonitorStack(new App(), fleet, code);
  }

  private static String fleet(String bucket) {
    StringBuilder fleet =
        new StringBuilder(
            """
            monitor: {sender: a@example.org, recipients: [a@example.org], account: 123456789012, region: ap-southeast-1}
            hosts:
            """);
    for (int i = 100; i < 100 + HOSTS; i++) {
      String name = "host" + i;
      fleet.append("  - {name: ").append(name);
      if (!bucket.isEmpty()) {
        fleet.append(", bucket: ").append(bucket.formatted(name));
      }
      fleet.append(", folders: [home, etc, {name: var/backups/postgres, every: 26h}]}\n");
    }
    return fleet.toString();
  }

  /// As IAM counts it: without blanks, references as long as what they stand for at most.
  private static String json(Object document) {
    return PolicyJson.of(document).replaceAll(Pattern.quote(" ") + "|\n", "");
  }
}
