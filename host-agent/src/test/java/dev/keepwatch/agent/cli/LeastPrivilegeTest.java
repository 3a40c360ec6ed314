package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.aws.TestAws;
import dev.keepwatch.agent.envelope.OutsideProgram;
import dev.keepwatch.agent.gate.Decision;
import dev.keepwatch.agent.gate.Kind;
import dev.keepwatch.format.naming.BackupTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;

/// The whole life of an agent with its own key, through the gate that holds the synthesised
/// policies: nothing that it needs is refused, and nothing is granted that it does not need.
///
/// What attackers are refused is in `SecurityTableTest`.
class LeastPrivilegeTest {

  private static final String CONFIG =
      """
      target: s3://BUCKET
      mode: MODE
      encryption: none
      cache: HOME/cache
      s3: {region: us-east-1}
      jobs: [{name: etc, source: HOME/source}]
      """;

  @TempDir Path home;
  private final TestAws aws = TestAws.required();

  private static void runConfigured(HostLife life, String mode, String more) throws Exception {
    Path file = life.shell.home.resolve("config.yaml");
    Files.writeString(
        file,
        CONFIG
                .replace("BUCKET", life.host.bucket())
                .replace("MODE", mode)
                .replace("HOME", life.shell.home.toString())
            + more);
    life.shell.now = life.shell.now.plusSeconds(60);
    life.run(0, "run", "--config", file.toString());
  }

  @Test
  void an_append_only_host_lives_with_what_it_was_given_and_needs_all_of_it() throws Exception {
    try (var life = new HostLife(aws, Kind.APPEND_ONLY, home)) {
      life.grow("noise", 1);
      beginUploadOfTheNextVolume(life);

      life.backUp(0, "full");
      Files.writeString(life.source.resolve("b.txt"), "two");
      life.backUp(0, "incremental");
      life.run(0, "collection-status", life.url);
      life.run(0, "list-current-files", life.url);
      life.run(0, "verify", "--compare-data", life.url, life.source.toString());
      life.run(0, "restore", life.url, home.resolve("target").toString());
      runConfigured(life, "append-only", "");
      life.backUp(0, "full", "--s3-use-glacier");
      life.run(55, "restore", life.url, home.resolve("thawed").toString());
      life.run(0, "restore", "--thaw=standard", life.url, home.resolve("thawed").toString());

      assertThat(home.resolve("target/noise")).hasSameBinaryContentAs(life.source.resolve("noise"));
      assertThat(home.resolve("thawed/b.txt")).hasContent("two");
      var ledger = life.host.gate().ledger();
      assertThat(ledger.refusals()).isEmpty();
      // Granted besides: s3:GetBucketLocation, s3:ListMultipartUploadParts, for people and tools.
      assertThat(ledger.allowed(life.host.userArn()))
          .containsExactly(
              "s3:AbortMultipartUpload",
              "s3:GetObject",
              "s3:ListBucket",
              "s3:ListBucketMultipartUploads",
              "s3:PutObject",
              "s3:PutObjectTagging",
              "s3:RestoreObject");
      assertThat(ledger.decisions())
          .extracting(Decision::resource)
          .anyMatch(resource -> resource.contains("/keepwatch/heartbeat/"));
      assertThat(uploads(life)).isZero();
    }
  }

  /// As a run does that was torn off; the next one finds it.
  private void beginUploadOfTheNextVolume(HostLife life) {
    String time = BackupTime.at(life.shell.now.plusSeconds(60)).toString();
    try (var s3 = aws.client()) {
      s3.createMultipartUpload(request ->
          request
              .bucket(life.host.bucket())
              .key("home/duplicity-full." + time + ".vol1.difftar.gpg"));
    }
    assertThat(uploads(life)).isOne();
  }

  private int uploads(HostLife life) {
    try (var s3 = aws.client()) {
      return s3.listMultipartUploads(request -> request.bucket(life.host.bucket()))
          .uploads()
          .size();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void a_run_that_was_broken_off_is_resumed(Kind kind) throws Exception {
    try (var life = new HostLife(aws, kind, home)) {
      life.grow("noise", 2);
      var volumes = new AtomicInteger();
      String key = life.accessKey();
      life.host
          .gate()
          .watch(decision -> {
            if (decision.resource().contains(".vol2.") && volumes.incrementAndGet() == 3) {
              life.host.gate().callers().revoke(key);
            }
          });

      var broken = life.shell.run(interrupted(life));
      assertThat(broken.exit()).as(broken.output()).isNotZero();
      assertThat(broken.errors()).contains("credentials are not valid");
      life.host.gate().watch(decision -> {});
      life.host.gate().callers().restore(key);
      var resumed = life.backUp(0, "full");

      assertThat(resumed.output() + resumed.errors()).containsIgnoringCase("continu");
      assertThat(life.host.gate().ledger().refusals()).isEmpty();
      assertThat(life.run(0, "collection-status", life.url).output())
          .contains("Number of contained backup sets: 1");
    }
  }

  private static String[] interrupted(HostLife life) {
    return new String[] {
      "full",
      "--volsize=6",
      "--s3-multipart-chunk-size=5",
      "--concurrency=1",
      "--num-retries=1",
      life.source.toString(),
      life.url
    };
  }

  @Test
  void without_restore_it_backs_up_and_cannot_read_back() throws Exception {
    try (var life = new HostLife(aws, Kind.APPEND_ONLY_NO_RESTORE, home)) {
      life.grow("noise", 3);
      life.backUp(0, "full");
      Files.writeString(life.source.resolve("b.txt"), "two");
      life.backUp(0, "incremental");
      runConfigured(life, "append-only", "");
      life.run(0, "collection-status", life.url);
      life.run(0, "list-current-files", life.url);
      var ledger = life.host.gate().ledger();
      assertThat(ledger.refusals()).isEmpty();
      assertThat(ledger.allowed(life.host.userArn())).doesNotContain("s3:RestoreObject");

      var said = life.shell.run("restore", life.url, home.resolve("target").toString());

      assertThat(said.exit()).isNotZero();
      assertThat(said.errors()).contains("access is denied", "s3:GetObject");
      assertThat(ledger.refusals())
          .isNotEmpty()
          .allSatisfy(refusal -> {
            assertThat(refusal.action()).isEqualTo("s3:GetObject");
            assertThat(refusal.resource()).contains(".difftar");
          });
    }
  }

  @Test
  void a_self_pruning_host_removes_what_is_old_and_no_version() throws Exception {
    try (var life = new HostLife(aws, Kind.SELF_PRUNING, home)) {
      for (String verb : List.of("full", "full", "full", "incremental")) {
        life.backUp(0, verb);
      }
      try (var s3 = aws.client()) {
        s3.putObject(
            request ->
                request
                    .bucket(life.host.bucket())
                    .key("home/duplicity-full.20200101T000000Z.vol1.difftar.gpg"),
            RequestBody.fromString("left"));
      }
      int versions = life.host.versions();

      life.run(0, "remove-older-than", "150s", "--force", life.url);
      life.run(0, "remove-all-but-n-full", "1", "--force", life.url);
      life.shell.now = Instant.now().plus(Duration.ofDays(2));
      life.run(0, "cleanup", "--older-than=1D", "--force", life.url);
      life.run(0, "verify", "--compare-data", life.url, life.source.toString());
      String keep = "keep: {fulls: 1}\nfull-if-older-than: 30s\n";
      runConfigured(life, "self-pruning", keep);
      runConfigured(life, "self-pruning", keep);

      var ledger = life.host.gate().ledger();
      assertThat(ledger.refusals()).isEmpty();
      assertThat(ledger.allowed(life.host.userArn()))
          .contains("s3:DeleteObject")
          .doesNotContain("s3:DeleteObjectVersion", "s3:ListBucketVersions");
      assertThat(ledger.decisions())
          .filteredOn(decision -> decision.action().equals("s3:DeleteObject"))
          .extracting(Decision::resource)
          .hasSize(3 + 3 + 1 + 3)
          .allMatch(name -> name.matches("arn:aws:s3:::" + life.host.bucket() + "/(home|etc)/.*"));
      assertThat(life.host.versions()).isGreaterThanOrEqualTo(versions);
    }
  }

  @Test
  void what_a_thief_has_deleted_comes_back_by_the_restore_role() throws Exception {
    try (var life = new HostLife(aws, Kind.SELF_PRUNING, home)) {
      life.backUp(0, "full");
      life.backUp(0, "incremental");
      life.shell.now = Instant.now();
      life.deleteAll();
      var ledger = life.host.gate().ledger();
      assertThat(ledger.refusals()).isEmpty();
      assertThat(life.shell.run("undelete", "--since", "1D", life.url).errors())
          .contains("access is denied", "s3:ListBucketVersions");
      ledger.clear();

      life.asRestorer();
      life.run(0, "undelete", "--since", "1D", "--force", life.url);
      life.run(0, "verify", "--compare-data", life.url, life.source.toString());
      life.run(0, "restore", "--thaw=bulk", life.url, home.resolve("target").toString());

      assertThat(home.resolve("target/a.txt")).hasContent("one");
      assertThat(ledger.refusals()).isEmpty();
      assertThat(ledger.allowed(life.host.restoreRole()))
          .contains("s3:ListBucketVersions", "s3:DeleteObjectVersion", "s3:GetObject");
      assertThat(life.shell.run("full", life.source.toString(), life.url).errors())
          .contains("access is denied", "s3:PutObject");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void plain_duplicity_writes_where_a_host_may_prune_and_nowhere_else(Kind kind) throws Exception {
    try (var life = new HostLife(aws, kind, home)) {
      var duplicity = OutsideProgram.ofLaterDebian("duplicity", life.environmentOfOthers());

      int exit =
          duplicity
              .run(
                  "full",
                  "--no-encryption",
                  "--num-retries=1",
                  "--archive-dir=" + home.resolve("duplicity"),
                  "--s3-endpoint-url=" + life.endpoint(),
                  life.source.toString(),
                  "s3:///" + life.host.bucket() + "/home")
              .exit();

      var refusals = life.host.gate().ledger().refusals();
      if (kind == Kind.SELF_PRUNING) {
        assertThat(exit).isZero();
        assertThat(refusals).isEmpty();
        life.run(0, "verify", life.url, life.source.toString());
      } else {
        assertThat(exit).isNotZero();
        assertThat(refusals).extracting(Decision::action).containsOnly("s3:PutObject");
        assertThat(life.host.versions()).isZero();
      }
    }
  }

  @Test
  void at_the_door_without_tls_nothing_is_done() throws Exception {
    try (var life = new HostLife(aws, Kind.APPEND_ONLY, home)) {
      life.knockWithoutTls();

      assertThat(life.shell.run("full", life.source.toString(), life.url).errors())
          .contains("access is denied");
      assertThat(life.host.gate().ledger().refusals()).isNotEmpty();
      assertThat(life.host.versions()).isZero();
    }
  }
}
