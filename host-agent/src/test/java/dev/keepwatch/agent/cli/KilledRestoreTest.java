package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A restore whose process is killed, again and again, until one comes to its end.
class KilledRestoreTest {

  private static final int KILLS = 5;

  /// 128 and SIGKILL.
  private static final int KILLED = 137;

  @TempDir Path home;
  private Path source;
  private Path target;
  private String url;

  @BeforeEach
  void backUp() throws IOException {
    source = home.resolve("source");
    target = home.resolve("target");
    url = "file://" + home.resolve("archive");
    var tree = new SmallTree(source);
    for (int i = 0; i < 120; i++) {
      tree.random("d%d/e%d/f%d".formatted(i % 7, i % 3, i), i * 1000);
    }
    tree.random("big", 3 << 20).link("d1/link", "../big");
    for (int i = 0; i < 10; i++) {
      Files.createLink(source.resolve("d2/name" + i), source.resolve("d0/e0/f0"));
    }
    run("full", "--no-encryption", "--volsize", "1", source.toString(), url);
  }

  private List<String> command(String... words) {
    return OwnProcess.command(words);
  }

  private void run(String... words) {
    OutsideProgram.required("env", OwnProcess.environment(home))
        .run(command(words).toArray(String[]::new))
        .succeeded();
  }

  /// Kills the process when it has told that so many entries are in their place.
  private int killAfter(int entries, String... words) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command(words)).redirectErrorStream(true);
    builder.environment().putAll(OwnProcess.environment(home));
    var process = builder.start();
    try (var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      int told = 0;
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("Restored ") && ++told == entries) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    return process.waitFor();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void however_often_it_is_killed_the_tree_comes_back_whole(long seed) throws Exception {
    var random = new Random(seed);
    int exit = KILLED;
    for (int i = 0; i < KILLS && exit == KILLED; i++) {
      int after = 1 + random.nextInt(40);
      exit = killAfter(after, "restore", "--continue", "-v", "info", url, target.toString());
      assertThat(exit).as("seed %d, after %d entries", seed, after).isIn(KILLED, 0);
    }
    run("restore", "--continue", url, target.toString());

    assertThat(TreeListing.of(target)).as("seed %d", seed).isEqualTo(TreeListing.of(source));
    assertThat(Files.isSameFile(target.resolve("d2/name1"), target.resolve("d2/name9"))).isTrue();
    assertNothingLeft();
  }

  private void assertNothingLeft() throws IOException {
    try (var all = Files.walk(target)) {
      assertThat(all).noneMatch(file -> file.getFileName().toString().startsWith(".keepwatch-"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void over_older_files_there_is_always_the_old_or_the_new_one(long seed) throws Exception {
    var older = new SmallTree(target);
    for (int i = 0; i < 120; i++) {
      older.random("d%d/e%d/f%d".formatted(i % 7, i % 3, i), 5000);
    }
    older.random("big", 1 << 20);
    var before = TreeListing.of(target);
    var wanted = TreeListing.of(source);

    int after = 1 + new Random(seed).nextInt(100);
    int exit = killAfter(after, "restore", "--force", "-v", "info", url, target.toString());

    assertThat(exit).isEqualTo(KILLED);
    assertThat(TreeListing.of(target))
        .filteredOn(line -> line.startsWith("f ") && !line.contains(" .keepwatch-"))
        .as("seed %d", seed)
        .allMatch(line -> before.contains(line) || wanted.contains(line));
  }
}
