package dev.keepwatch.infra;

import static dev.keepwatch.infra.Synthesis.at;
import static dev.keepwatch.infra.Synthesis.list;
import static dev.keepwatch.infra.Synthesis.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;

/// What cdk-nag's AwsSolutions rules have to say, each finding with our reason to leave it.
///
/// A finding without a reason fails, and so does a reason without a finding.
@NeedsNode
class NagTest {
  /// The rule and, where it has one, the very thing that it found.
  private static final Pattern FINDING =
      Pattern.compile("(AwsSolutions-[A-Z0-9]+(?:\\[.*?\\])?): .*", Pattern.DOTALL);

  private static final List<String> HOSTS = List.of("keepwatch-web01", "keepwatch-db01");

  private static final Map<String, String> OF_A_HOST =
      Map.of(
          "/Backups/Bucket/Resource AwsSolutions-S1",
          "An access log would need a bucket of its own and tell nobody anything in time; who needs one adds CloudTrail.",
          "/Host/Policy/Resource AwsSolutions-IAM5[Resource::<BackupsBucket2936A3AA.Arn>/*]",
          "The bucket belongs to this host alone, and its archives' names are not known beforehand.",
          "/Host/Policy/Resource AwsSolutions-IAM5[Resource::<BackupsBucket2936A3AA.Arn>/*.difftar*]",
          "Narrower than the line above: a file may be tagged only as what its name says.",
          "/Host/Policy/Resource AwsSolutions-IAM5[Resource::<BackupsBucket2936A3AA.Arn>/*.manifest*]",
          "Narrower than the line above: a file may be tagged only as what its name says.",
          "/Host/Policy/Resource AwsSolutions-IAM5[Resource::<BackupsBucket2936A3AA.Arn>/*.sigtar*]",
          "Narrower than the line above: a file may be tagged only as what its name says.",
          "/Restore/Policy/Resource AwsSolutions-IAM5[Resource::<BackupsBucket2936A3AA.Arn>/*]",
          "An operator restores the whole host, from the bucket that is this host's alone.");

  private static final Map<String, String> OF_THE_MONITOR =
      Map.of(
          "/Monitor/Permissions/Policy/Resource AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::acme-backup-web01/*]",
          "What is read there is narrowed once for all buckets, to manifests and heartbeats.",
          "/Monitor/Permissions/Policy/Resource AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::acme-old-backups/*]",
          "What is read there is narrowed once for all buckets, to manifests and heartbeats.",
          "/Monitor/Permissions/Policy/Resource AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::keepwatch-db01-<AWS::AccountId>-<AWS::Region>*]",
          "The bucket and what lies in it, in one pattern so that 500 fit; nothing else in the account is called so.",
          "/Monitor/Role/DefaultPolicy/Resource AwsSolutions-IAM5[Resource::<MonitorStateBucketE843A26A.Arn>/*]",
          "The monitor's own bucket.",
          "/Monitor/State/Bucket/Resource AwsSolutions-S1",
          "It holds what the monitor has mailed, and nobody but the monitor has a right there.",
          "/SchedulerRoleForTarget-dc9347/DefaultPolicy/Resource AwsSolutions-IAM5[Resource::<MonitorFunction39E4128B.Arn>:*]",
          "Versions of one function; there are none, and all of them would be the monitor.");

  @Test
  void every_finding_is_explained_and_every_explanation_is_needed() {
    assertThat(
            findings(Synthesis.sample(), "keepwatch-monitor", "keepwatch-web01", "keepwatch-db01"))
        .isEqualTo(explained());
  }

  @Test
  void what_the_sample_only_mentions_is_explained_by_the_same_reasons() {
    String fleet =
        """
        monitor: {sender: a@example.org, recipients: [b@example.org], account: 123456789012}
        hosts:
          - {name: role, identity: {role: web01-instance}}
          - {name: cert, identity: {trust-anchor: "%s", common-name: web01.example.org}}
          - name: lock
            account: 210987654321
            object-lock: {mode: governance, days: 66, full-every-days: 31, window-days: 35}
        """
            .formatted(
                "arn:aws:rolesanywhere:eu-central-1:123456789012:trust-anchor/01234567-89ab-cdef-0123-456789abcdef");
    Set<String> expected = new TreeSet<>();
    for (String host : List.of("/keepwatch-role", "/keepwatch-cert", "/keepwatch-lock")) {
      OF_A_HOST.keySet().forEach(what -> expected.add(host + what));
    }

    assertThat(findings(fleet, "keepwatch-role", "keepwatch-cert", "keepwatch-lock"))
        .isEqualTo(expected);
  }

  @Test
  void a_host_that_does_not_restore_has_narrower_rights_and_no_other_findings() {
    String fleet =
        """
        monitor: {sender: a@example.org, recipients: [b@example.org]}
        hosts: [{name: saves, restore: false}]
        """;
    Set<String> expected = new TreeSet<>();
    OF_A_HOST.keySet().forEach(what -> expected.add("/keepwatch-saves" + what));
    // Its heartbeats, which it may read again.
    expected.add(
        "/keepwatch-saves/Host/Policy/Resource AwsSolutions-IAM5[Resource::<BackupsBucket2936A3AA.Arn>/keepwatch/heartbeat/*]");

    assertThat(findings(fleet, "keepwatch-saves")).isEqualTo(expected);
  }

  private static Set<String> findings(String fleet, String... stacks) {
    // Without this setting the findings would end the synthesis instead of being written down.
    Synthesis synthesis =
        Synthesis.of(fleet, Map.of("@aws-cdk/core:annotationsInValidationReport", false));
    Aspects.of(synthesis.app()).add(new AwsSolutionsChecks());
    Set<String> findings = new TreeSet<>();
    for (String stack : stacks) {
      map(synthesis.written(stack + ".metadata.json"))
          .forEach((path, entries) -> collect(path, entries, findings));
    }
    return findings;
  }

  private static Set<String> explained() {
    Set<String> explained = new TreeSet<>();
    HOSTS.forEach(host -> OF_A_HOST.keySet().forEach(what -> explained.add("/" + host + what)));
    OF_THE_MONITOR.keySet().forEach(what -> explained.add("/keepwatch-monitor" + what));
    return explained;
  }

  private static void collect(String path, Object entries, Set<String> findings) {
    for (Object entry : list(entries)) {
      if (List.of("aws:cdk:error", "aws:cdk:warning").contains(at(entry, "type"))) {
        String text = String.valueOf(at(entry, "data"));
        Matcher finding = FINDING.matcher(text);
        findings.add(path + " " + (finding.matches() ? finding.group(1) : text));
      }
    }
  }
}
