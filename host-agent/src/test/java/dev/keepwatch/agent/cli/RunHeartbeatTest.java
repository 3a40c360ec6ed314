package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.heartbeat.Heartbeat;
import dev.keepwatch.format.heartbeat.Heartbeat.Kind;
import dev.keepwatch.format.heartbeat.Heartbeat.Outcome;
import dev.keepwatch.format.heartbeat.HeartbeatName;
import dev.keepwatch.format.heartbeat.HeartbeatText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a run leaves for whoever watches.
class RunHeartbeatTest extends ConfiguredRuns {

  private List<Path> heartbeats(String job) throws IOException {
    Path folder = home.resolve("backups/" + HeartbeatName.folder(job));
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private Heartbeat heartbeat(String job) throws IOException {
    assertThat(heartbeats(job)).hasSize(1);
    return HeartbeatText.parse(Files.readString(heartbeats(job).getFirst()));
  }

  @Test
  void each_job_says_what_became_of_it() throws Exception {
    run(THREE_JOBS);

    var one = heartbeat("one");
    assertThat(one.host()).isEqualTo("web01");
    assertThat(one.job()).isEqualTo("one");
    assertThat(one.program()).startsWith("keepwatch ");
    assertThat(one.outcome()).isEqualTo(Outcome.DONE);
    assertThat(one.kind()).contains(Kind.FULL);
    assertThat(one.set()).isPresent();
    assertThat(one.volumes()).isEqualTo(1);
    assertThat(one.storedBytes()).isPositive();
    assertThat(one.ended()).isAfterOrEqualTo(one.began());
    var gone = heartbeat("gone");
    assertThat(gone.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(gone.message()).contains("gone");
    assertThat(gone.set()).isEmpty();
    String name = heartbeats("two").getFirst().getFileName().toString();
    assertThat(HeartbeatName.parse(HeartbeatName.folder("two") + "/" + name)).isPresent();
  }

  @Test
  void a_job_with_nothing_to_do_says_so_once_there_is_an_archive() throws Exception {
    run(THREE_JOBS, "one");
    run(THREE_JOBS.replace("- name: one", "- name: one\n    before: [[sh, -c, exit 75]]"), "one");

    var last = HeartbeatText.parse(Files.readString(heartbeats("one").getLast()));
    assertThat(last.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(last.message()).isEqualTo("sh ended with 75: there is nothing to do");
  }

  @Test
  void a_disk_that_is_not_mounted_gets_no_directory() throws Exception {
    var said = run(THREE_JOBS, "gone");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(home.resolve("backups")).doesNotExist();
  }

  @Test
  void a_dry_run_leaves_none() throws Exception {
    run(THREE_JOBS, "one");
    int before = heartbeats("one").size();

    run(THREE_JOBS, "one", "--dry-run");

    assertThat(heartbeats("one")).hasSize(before);
  }

  @Test
  void where_it_cannot_be_stored_the_job_counts_all_the_same() throws Exception {
    Files.createDirectories(home.resolve("backups/keepwatch"));
    Files.writeString(home.resolve("backups/keepwatch/heartbeat"), "in the way");

    var said = run(THREE_JOBS, "one");

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(said.errors())
        .contains("Warning: The heartbeat of the job one")
        .contains("is not stored: ");
  }

  @Test
  void the_monitor_is_not_disturbed() throws Exception {
    run(THREE_JOBS, "one", "two");

    var said = shell.run("monitor", shell.url("backups"));

    assertThat(said.exit()).as(said.output() + said.errors()).isZero();
    assertThat(said.output()).doesNotContain("heartbeat");
  }
}
