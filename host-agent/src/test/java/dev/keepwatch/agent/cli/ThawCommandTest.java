package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.s3.ColdServer;
import dev.keepwatch.agent.storage.s3.TestCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// `restore` and `verify` of what lies in archive classes.
@ExtendWith(TestCredentials.class)
class ThawCommandTest {

  private static final String URL = "s3://acme/web01";

  @TempDir Path home;
  private ColdServer server;
  private Shell shell;
  private Path source;

  @BeforeEach
  void backUp() throws IOException {
    server = new ColdServer();
    shell = new Shell(home);
    source = shell.tree("source", Map.of("a.txt", "one"));
    byte[] noise = new byte[3 << 20];
    new Random(1).nextBytes(noise);
    Files.write(source.resolve("noise"), noise);
    run(0, "full", "--no-encryption", "--volsize=1", source.toString(), URL);
    server.move(".vol", "GLACIER");
  }

  @AfterEach
  void standUp() {
    server.close();
  }

  private Shell.Said run(int exit, String... words) {
    var all = new ArrayList<>(List.of(words));
    all.add("--s3-endpoint-url=" + server.endpoint());
    var said = shell.run(all);
    assertThat(said.exit()).as("%s%s", said.output(), said.errors()).isEqualTo(exit);
    return said;
  }

  private String target() {
    return home.resolve("target").toString();
  }

  private List<String> volumes() {
    return server.names().stream().filter(name -> name.contains(".vol")).toList();
  }

  private List<String> bulkRequests() {
    return volumes().stream().map(name -> name + " Bulk 7").toList();
  }

  @Test
  void without_thaw_a_sentence_tells_what_is_frozen_and_nothing_is_asked_for() {
    var said = run(55, "restore", "--time", "now", URL, target());

    assertThat(said.errors())
        .hasLineCount(1)
        .startsWith("keepwatch: of %d files needed here, %<d are in".formatted(volumes().size()))
        .contains("are in an archive class (GLACIER): what is frozen has to be thawed first.")
        .contains("--thaw plan tells what it takes");
    assertThat(said.output())
        .contains("Next: the same command with --thaw plan (asks and pays for nothing)");
    assertThat(run(55, "verify", URL, source.toString()).errors()).hasLineCount(1);
    assertThat(server.requests()).isEmpty();
    assertThat(home.resolve("target")).doesNotExist();
  }

  @Test
  void the_plan_tells_files_bytes_times_and_prices_and_touches_nothing() {
    server.move(".vol2.", "DEEP_ARCHIVE");

    var said = run(0, "restore", "--thaw", "plan", URL, target());

    assertThat(said.output())
        .contains("Files that this takes: " + volumes().size())
        .containsPattern("In an archive class, not asked for: \\d+ \\(3\\.\\d+ MB\\)")
        .containsPattern("  GLACIER: \\d+ \\(")
        .contains("  DEEP_ARCHIVE: 1 (")
        .contains("  bulk       5-48 hours")
        .contains("  standard   3-12 hours")
        .contains("  expedited  not possible for DEEP_ARCHIVE")
        .contains("An estimate by the provider's price list of 2026-06-01 for us-east-1, in USD")
        .contains("Nothing was asked or paid for.");
    assertThat(server.requests()).isEmpty();
    assertThat(home.resolve("target")).doesNotExist();
    assertThat(run(0, "verify", "--thaw=plan", URL, source.toString()).output())
        .contains("Files that this takes: " + (volumes().size() + 1));
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void what_is_needed_is_thawed_waited_for_and_restored() {
    server.looksUntilBack(3);

    var said = run(0, "restore", "--thaw", "bulk", URL, target());

    assertThat(server.requests()).hasSameElementsAs(bulkRequests());
    assertThat(shell.pauses).isNotEmpty();
    assertThat(said.output())
        .contains("Asking for %d files (3".formatted(volumes().size()))
        .contains("the same command goes on, and asks for nothing twice")
        .contains("0 of %d files back (0 bytes of 3".formatted(volumes().size()))
        .contains("the next look is at Tue Nov 14")
        .contains("Everything that was asked for is back.");
    assertThat(home.resolve("target/a.txt")).hasContent("one");
    assertThat(home.resolve("target/noise")).hasSameBinaryContentAs(source.resolve("noise"));
  }

  @Test
  void only_what_a_path_needs_is_thawed_and_verify_does_it_too() {
    run(0, "verify", "--thaw=standard", "--thaw-days=2", "-r", "a.txt", URL, source + "/a.txt");

    assertThat(server.requests())
        .hasSizeLessThan(volumes().size())
        .allMatch(request -> request.endsWith(" Standard 2"));
  }

  @Test
  void signatures_and_manifests_that_other_tools_archived_are_thawed_first() throws Exception {
    server.move("", "DEEP_ARCHIVE");
    server.looksUntilBack(1);

    var plan = run(0, "verify", "--thaw=plan", URL, source.toString());
    assertThat(plan.output())
        .contains("Files that have to be read before it is known which volumes this takes: 1");
    run(0, "verify", "--thaw=bulk", URL, source.toString());

    assertThat(server.requests()).hasSameSizeAs(server.names()).doesNotHaveDuplicates();
    assertThat(server.requests().getFirst()).contains("manifest");
  }

  @Test
  void with_a_dry_run_nothing_is_asked_for() {
    var said = run(0, "restore", "--dry-run", "--thaw=bulk", URL, target());

    assertThat(said.output()).contains("Nothing was asked or paid for.");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void what_cannot_be_had_fast_is_refused_before_anything_is_asked_for() {
    server.move(".vol2.", "DEEP_ARCHIVE");

    var said = run(55, "restore", "--thaw=expedited", URL, target());

    assertThat(said.errors())
        .hasLineCount(1)
        .contains("nothing comes back from DEEP_ARCHIVE by --thaw expedited");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void who_may_not_thaw_is_told_which_right_lacks() {
    server.refuse(403, "AccessDenied");

    var said = run(51, "restore", "--thaw=bulk", URL, target());

    assertThat(said.errors())
        .hasLineCount(1)
        .contains("s3:RestoreObject")
        .doesNotContain(TestCredentials.SECRET);
  }

  @Test
  void while_files_come_back_other_runs_may_use_the_cache() throws Exception {
    server.looksUntilBack(2);
    List<Shell.Said> meanwhile = new ArrayList<>();
    var other = new Shell(home);
    shell.whilePaused =
        () -> {
          if (meanwhile.isEmpty()) {
            other.now = shell.now;
            meanwhile.add(
                other.run(
                    "incr",
                    "--no-encryption",
                    "--s3-endpoint-url=" + server.endpoint(),
                    source.toString(),
                    URL));
          }
        };

    run(0, "restore", "--thaw=bulk", URL, target());

    assertThat(meanwhile).extracting(Shell.Said::exit).containsExactly(0);
  }

  /// The process dies while it waits. What was asked for is known to the server alone.
  @Test
  @Timeout(120)
  void a_wait_that_is_killed_goes_on_with_the_same_command_and_asks_for_nothing_twice()
      throws Exception {
    server.looksUntilBack(Integer.MAX_VALUE);
    String endpoint = "--s3-endpoint-url=" + server.endpoint();
    var builder =
        new ProcessBuilder(OwnProcess.command("restore", "--thaw=bulk", URL, target(), endpoint));
    builder.environment().putAll(OwnProcess.environment(home));
    builder.environment().put("AWS_ACCESS_KEY_ID", TestCredentials.KEY);
    builder.environment().put("AWS_SECRET_ACCESS_KEY", TestCredentials.SECRET);
    var process =
        builder.redirectErrorStream(true).redirectOutput(home.resolve("output").toFile()).start();
    try {
      server.awaitLooksAfterRequests();
    } finally {
      process.toHandle().destroyForcibly();
      process.waitFor();
    }
    assertThat(server.requests())
        .as(Files.readString(home.resolve("output"), UTF_8))
        .hasSameElementsAs(bulkRequests());

    assertThat(run(0, "restore", "--thaw=plan", URL, target()).output())
        .contains("In an archive class, not asked for: 0 (0 bytes)")
        .contains("Being brought back: " + volumes().size());
    server.bringBack();
    run(0, "restore", "--thaw=bulk", URL, target());

    assertThat(server.requests()).hasSize(volumes().size());
    assertThat(home.resolve("target/a.txt")).hasContent("one");
  }

  @Test
  void what_is_thawed_already_needs_no_word() {
    run(0, "verify", "--thaw=bulk", URL, source.toString());
    int asked = server.requests().size();

    run(0, "restore", URL, target());

    assertThat(server.requests()).hasSize(asked);
    assertThat(run(0, "restore", "--thaw=plan", URL, target() + "2").output())
        .contains("Nothing has to be asked for.")
        .contains("readable until Fri Nov 28 00:00:00 2025");
  }

  @Test
  void other_commands_never_thaw() {
    var copied = run(55, "replicate", "--no-encryption", URL, shell.url("copy"));
    assertThat(copied.errors()).contains("it lies in an archive class. Thaw it first");
    assertThat(run(2, "replicate", "--thaw=bulk", URL, shell.url("copy")).errors())
        .isEqualTo("keepwatch: --thaw means nothing to the command replicate\n");
    run(0, "collection-status", URL);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void words_that_mean_nothing_are_refused() {
    assertThat(run(2, "restore", "--thaw", "sometimes", URL, target()).errors())
        .isEqualTo(
            "keepwatch: --thaw is one of plan, bulk, standard, expedited, not 'sometimes'\n");
    assertThat(run(2, "restore", "--thaw=bulk", "--thaw-days=0", URL, target()).errors())
        .isEqualTo("keepwatch: --thaw-days is a number of days, from 1 to 365\n");
    assertThat(run(2, "restore", "--thaw-days=3", URL, target()).errors())
        .isEqualTo("keepwatch: --thaw-days says nothing without --thaw\n");
  }

  @Test
  void in_a_directory_nothing_is_frozen() {
    run(0, "full", "--no-encryption", source.toString(), shell.url("archive"));

    run(0, "restore", "--thaw=bulk", shell.url("archive"), target());
    var plan = run(0, "restore", "--thaw=plan", shell.url("archive"), target() + "2");

    assertThat(home.resolve("target/a.txt")).hasContent("one");
    assertThat(plan.output()).contains("Nothing has to be asked for.");
  }
}
