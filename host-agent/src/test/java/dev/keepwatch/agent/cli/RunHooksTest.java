package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The commands around a job.
class RunHooksTest extends ConfiguredRuns {

  @Test
  void a_dry_run_stores_nothing_and_runs_no_commands() throws Exception {
    var said =
        run(
            THREE_JOBS + "    before: [[touch, HOME/touched]]\n".replace("HOME", home.toString()),
            "two",
            "--dry-run");

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(home.resolve("backups")).doesNotExist();
    assertThat(home.resolve("touched")).doesNotExist();
  }

  private static final String HOOKS =
      """
      target: TARGET
      encryption: none
      cache: HOME/cache
      jobs:
        - name: one
          source: HOME/one
          before: [[sh, -c, "echo dumping $KEEPWATCH_JOB; BEFORE"]]
          after: [[sh, -c, "echo ended > HOME/after; AFTER"]]
      """;

  @Test
  void commands_run_before_and_after_and_what_they_print_is_passed_on() throws Exception {
    var said = run(HOOKS.replace("BEFORE", "echo dump > HOME/one/dump").replace("AFTER", "true"));

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(said.lines()).contains("sh: dumping one");
    assertThat(shell.run("list", shell.url("backups/one")).output()).contains("dump");
    assertThat(home.resolve("after")).exists();
  }

  @Test
  void a_command_before_that_fails_fails_the_job_and_those_after_it_still_run() throws Exception {
    var said = run(HOOKS.replace("BEFORE", "exit 4").replace("AFTER", "true"));

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.errors())
        .isEqualTo("keepwatch: job one: sh failed with exit code 4; no backup was made\n");
    assertThat(home.resolve("backups")).doesNotExist();
    assertThat(home.resolve("after")).exists();
  }

  @Test
  void a_command_before_that_ends_with_75_skips_the_job_and_that_is_fine() throws Exception {
    var said = run(HOOKS.replace("BEFORE", "exit 75").replace("AFTER", "true"));

    assertThat(said.exit()).isZero();
    assertThat(said.lines())
        .contains("Job one was skipped: sh ended with 75: there is nothing to do");
    assertThat(home.resolve("backups")).doesNotExist();
    assertThat(home.resolve("after")).doesNotExist();
  }

  @Test
  void a_command_after_that_fails_leaves_the_job_incomplete() throws Exception {
    var said = run(HOOKS.replace("BEFORE", "true").replace("AFTER", "exit 5"));

    assertThat(said.exit()).isEqualTo(3);
    assertThat(said.errors()).contains("Warning: job one: sh failed with exit code 5");
    assertThat(said.output()).contains("Job one is incomplete: full 20231114T221320Z");
  }

  @Test
  void a_command_that_is_not_installed_fails_the_job() throws Exception {
    var said = run(HOOKS.replace("[[sh, -c, \"echo d", "[[no-such-program, -c, \"echo d"));

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.errors()).contains("no-such-program cannot be run: is it installed?");
  }

  private static final String WITH_COMMANDS =
      """
      host: web01
      target: TARGET
      ENCRYPTION
      cache: HOME/cache
      jobs:
        - name: one
          source: HOME/one
          before: [[touch, HOME/before]]
          after: [[touch, HOME/after]]
      """;

  @Test
  void a_dry_run_says_what_would_be_and_names_the_commands() throws Exception {
    var said = run(WITH_COMMANDS.replace("ENCRYPTION", "encryption: none"), "--dry-run");

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(said.lines())
        .contains(
            "Would be run before the backup: touch " + home + "/before",
            "Would be run after the backup: touch " + home + "/after",
            "Job one would be done: full 20231114T221320Z, 2 new, 0 changed, 0 deleted");
    assertThat(said.output()).doesNotContain("is done");
    assertThat(home.resolve("before")).doesNotExist();
  }

  @Test
  void keys_are_looked_at_before_any_command_runs() throws Exception {
    var said = run(WITH_COMMANDS.replace("ENCRYPTION", "keys: {encrypt: [nowhere.asc]}"));

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.errors()).contains("nowhere.asc");
    assertThat(home.resolve("before")).doesNotExist();
  }
}
