package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class RunCommandTest extends ConfiguredRuns {

  @Test
  void after_a_job_that_failed_the_next_has_its_turn_and_the_run_ends_with_3() throws Exception {
    var said = run(THREE_JOBS);

    assertThat(said.exit()).as(said.errors()).isEqualTo(3);
    assertThat(said.errors())
        .isEqualTo("keepwatch: job gone: the source " + home + "/gone does not exist\n");
    assertThat(said.lines())
        .containsSubsequence(
            "Job one: " + home + "/one",
            "Job gone: " + home + "/gone",
            "Job two: " + home + "/two",
            "Job gone has failed: the source " + home + "/gone does not exist");
    assertThat(said.output())
        .contains("Job one is done: full 20231114T221320Z, 2 new, 0 changed, 0 deleted, ");
    assertThat(home.resolve("backups/one/duplicity-full.20231114T221320Z.manifest")).exists();
    var listing = shell.run("list", shell.url("backups/two"));
    assertThat(listing.lines()).anyMatch(line -> line.endsWith(" b.txt"));
    assertThat(listing.lines()).noneMatch(line -> line.endsWith(" cache"));
  }

  @Test
  void where_the_host_may_delete_old_backups_go_behind_a_new_one() throws Exception {
    String config =
        THREE_JOBS.replace(
            "cache:", "mode: self-pruning\nkeep: {fulls: 2}\nfull-if-older-than: 1D\ncache:");
    for (int day = 0; day < 4; day++) {
      var said = run(config, "one");
      assertThat(said.exit()).as(said.errors()).isZero();
      shell.now = shell.now.plusSeconds(2 * 86_400L);
    }

    assertThat(shell.run("status", shell.url("backups/one")).lines())
        .filteredOn(line -> line.contains(" Full "))
        .hasSize(2);
    shell.run("restore", shell.url("backups/one"), home.resolve("target").toString());
    assertThat(home.resolve("target/a.txt")).hasContent("one");
  }

  @Test
  void a_dry_run_removes_no_old_backups_and_a_failed_one_neither() throws Exception {
    String config =
        THREE_JOBS.replace(
            "cache:", "mode: self-pruning\nkeep: {fulls: 1}\nfull-if-older-than: 1D\ncache:");
    run(THREE_JOBS, "one");
    shell.now = shell.now.plusSeconds(2 * 86_400L);
    run(THREE_JOBS.replace("cache:", "full-if-older-than: 1D\ncache:"), "one");
    run(config, "one", "--dry-run");
    Files.move(home.resolve("one"), home.resolve("elsewhere"));
    shell.now = shell.now.plusSeconds(2 * 86_400L);
    assertThat(run(config, "one").exit()).isEqualTo(1);

    assertThat(home.resolve("backups/one/duplicity-full.20231114T221320Z.manifest")).exists();
  }

  @Test
  void jobs_can_be_chosen() throws Exception {
    var said = run(THREE_JOBS, "two", "one");

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(home.resolve("backups")).isDirectoryContaining("glob:**/one");
    assertThat(home.resolve("backups")).isDirectoryContaining("glob:**/two");
  }

  @Test
  void when_every_job_fails_the_run_ends_with_1() throws Exception {
    assertThat(run(THREE_JOBS, "gone").exit()).isEqualTo(1);
  }

  @Test
  void a_job_that_is_not_configured_ends_with_2() throws Exception {
    var said = run(THREE_JOBS, "twoo");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.errors()).isEqualTo("keepwatch: there is no job twoo; did you mean two?\n");
  }

  @Test
  void a_run_of_the_same_job_ends_with_75_and_does_nothing() throws Exception {
    assertThat(run(THREE_JOBS, "two").exit()).isZero();
    Path lock;
    try (var locks = Files.newDirectoryStream(home.resolve("cache"), "run-*.lock")) {
      lock = locks.iterator().next();
    }
    try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
      assertThat(channel.tryLock()).isNotNull();

      var said = run(THREE_JOBS);

      assertThat(said.exit()).isEqualTo(75);
      assertThat(said.errors())
          .isEqualTo("keepwatch: the job two is running already; nothing was done\n");
      assertThat(home.resolve("backups/one")).doesNotExist();
    }
  }

  @Test
  void a_passphrase_lies_in_a_file_that_only_its_owner_may_use() throws Exception {
    String config =
        """
        target: TARGET
        passphrase-file: secret
        jobs: [{name: one, source: HOME/one}]
        """;
    Path secret = Files.writeString(home.resolve("secret"), "open sesame\nmore\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r-----"));
    var open = run(config);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    var closed = run(config);
    shell.environment.put("PASSPHRASE", "open sesame");
    var restored = shell.run(shell.url("backups/one"), home.resolve("target").toString());

    assertThat(open.exit()).isEqualTo(23);
    assertThat(open.errors())
        .isEqualTo(
            "keepwatch: others than its owner may use the passphrase file %s (rw-r-----): chmod 600 %s\n"
                .formatted(secret, secret));
    assertThat(closed.exit()).as(closed.errors()).isZero();
    assertThat(restored.exit()).as(restored.errors()).isZero();
  }

  @Test
  void a_passphrase_comes_from_a_command() throws Exception {
    String config =
        """
        target: TARGET
        passphrase-command: [sh, -c, "SCRIPT"]
        jobs: [{name: one, source: HOME/one}]
        """;

    assertThat(run(config.replace("SCRIPT", "echo open sesame")).exit()).isZero();
    shell.environment.put("PASSPHRASE", "open sesame");
    assertThat(shell.run(shell.url("backups/one"), home.resolve("target").toString()).exit())
        .isZero();
    var failing = run(config.replace("SCRIPT", "exit 3"));
    assertThat(failing.exit()).isEqualTo(23);
    assertThat(failing.errors()).contains("the passphrase command sh failed with exit code 3");
  }

  @Test
  void key_files_lie_beside_the_configuration() throws Exception {
    Path keys = Files.createDirectory(home.resolve("keys"));
    Files.copy(Fixtures.ROOT.resolve("keys/rsa.pub.asc"), keys.resolve("web01.pub.asc"));
    Files.copy(
        Fixtures.ROOT.resolve("keys/ecc-sign.TESTONLY-secret.gpg"), keys.resolve("sign.gpg"));

    var said =
        run(
            """
            target: TARGET
            keys: {encrypt: [keys/web01.pub.asc], sign: keys/sign.gpg}
            jobs: [{name: one, source: HOME/one}]
            """);
    Path secrets = Files.createDirectory(home.resolve("secrets"));
    Files.copy(Fixtures.ROOT.resolve("keys/rsa.TESTONLY-secret.gpg"), secrets.resolve("s.gpg"));
    var restored =
        shell.run(
            shell.url("backups/one"),
            home.resolve("target").toString(),
            "--keyring=" + secrets,
            "--archive-dir=" + home.resolve("elsewhere"),
            "--sign-key=" + Fixtures.ROOT.resolve("keys/ecc-sign.pub.asc"));

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(restored.exit()).as(restored.errors()).isZero();
  }

  @Test
  void a_configuration_that_is_not_there_or_wrong_ends_with_2() throws Exception {
    var absent = shell.run("run", "--config=" + home.resolve("none.yaml"));
    var wrong = run("target: TARGET\njobz: []\n");

    assertThat(absent.exit()).isEqualTo(2);
    assertThat(absent.errors())
        .isEqualTo(
            "keepwatch: there is no configuration "
                + home
                + "/none.yaml: name one with --config FILE\n");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.errors())
        .isEqualTo(
            "keepwatch: " + home + "/config.yaml:2: unknown key 'jobz'; did you mean jobs?\n");
  }
}
