package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody has got hold of a key that may only add, and adds what makes the history look lost.
class StoredBeforeTest {

  private static final Instant BREAK_IN = Shell.T0.plusSeconds(1000);
  private static final String BEFORE = "--stored-before=" + BREAK_IN;

  @TempDir Path home;
  private Shell shell;
  private Path source;
  private Path archive;

  @BeforeEach
  void backUpThreeTimes() throws IOException {
    shell = new Shell(home);
    source = shell.tree("source", Map.of("a.txt", "one"));
    archive = home.resolve("archive");
    for (String content : List.of("one", "two", "three")) {
      Files.writeString(source.resolve("a.txt"), content);
      run(0, "backup", "--no-encryption", source.toString(), url());
      shell.now = shell.now.plusSeconds(60);
    }
    for (Path file : files()) {
      Files.setLastModifiedTime(file, FileTime.from(BREAK_IN.minusSeconds(500)));
    }
    shell.now = BREAK_IN.plusSeconds(500);
  }

  private String url() {
    return "file://" + archive;
  }

  private List<Path> files() throws IOException {
    try (var all = Files.list(archive)) {
      return all.sorted().toList();
    }
  }

  private Shell.Said run(int exit, String... words) {
    var said = shell.run(List.of(words));
    assertThat(said.exit()).as("%s%s", said.output(), said.errors()).isEqualTo(exit);
    return said;
  }

  private void add(String name, byte[] content) throws IOException {
    Path file = Files.write(archive.resolve(name), content);
    Files.setLastModifiedTime(file, FileTime.from(BREAK_IN));
  }

  /// An increment that begins where the first one did, and ends later.
  private void addFork() throws IOException {
    add("duplicity-inc.20231114T221320Z.to.20231114T221421Z.manifest", new byte[6]);
    add("duplicity-inc.20231114T221320Z.to.20231114T221421Z.vol1.difftar.gz", new byte[6]);
  }

  /// A second manifest beside each.
  private void addTwins() throws IOException {
    for (Path file : files()) {
      if (file.toString().endsWith(".manifest")) {
        add(file.getFileName() + ".gpg", new byte[] {'x'});
      }
    }
  }

  /// A whole chain of other content, dated into the days before.
  private void addFalseFull() throws IOException {
    var thief = new Shell(Files.createDirectory(home.resolve("thief")));
    thief.now = Shell.T0.plusSeconds(900);
    Path evil = thief.tree("source", Map.of("a.txt", "evil"));
    Path made = home.resolve("made");
    thief.run(List.of("full", "--no-encryption", evil.toString(), "file://" + made));
    try (var all = Files.list(made)) {
      for (Path file : new ArrayList<>(all.toList())) {
        add(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
  }

  private void attack(String kind) throws IOException {
    switch (kind) {
      case "fork" -> addFork();
      case "twins" -> addTwins();
      default -> addFalseFull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fork", "twins", "false full"})
  void what_was_stored_before_comes_back_whatever_was_added(String kind) throws IOException {
    attack(kind);

    var said = run(0, "restore", "--no-encryption", BEFORE, url(), home + "/target");

    assertThat(home.resolve("target/a.txt")).hasContent("three");
    assertThat(said.output()).containsPattern("\\d files were stored later than --stored-before");
    run(
        0,
        "restore",
        "--no-encryption",
        BEFORE,
        "-t",
        "" + Shell.T0.getEpochSecond(),
        url(),
        home + "/first");
    assertThat(home.resolve("first/a.txt")).hasContent("one");
    assertThat(run(0, "collection-status", BEFORE, url()).output()).doesNotContain("lost", "twice");
  }

  @Test
  void without_it_the_false_full_is_the_state_of_its_day() throws IOException {
    addFalseFull();

    run(0, "restore", "--no-encryption", url(), home + "/target");

    assertThat(home.resolve("target/a.txt")).hasContent("evil");
  }

  @Test
  void a_clean_copy_is_made_of_what_was_there() throws IOException {
    addTwins();
    String copy = "file://" + home.resolve("copy");

    run(0, "replicate", "--no-encryption", BEFORE, url(), copy);

    run(0, "restore", "--no-encryption", copy, home + "/target");
    assertThat(home.resolve("target/a.txt")).hasContent("three");
  }

  @Test
  void whoever_deletes_or_adds_is_refused_it() {
    assertThat(run(2, "cleanup", BEFORE, url()).errors()).contains("--stored-before");
    assertThat(run(2, "backup", BEFORE, source.toString(), url()).errors())
        .contains("--stored-before");
    assertThat(run(2, "remove-older-than", "1D", BEFORE, url()).errors())
        .contains("--stored-before");
  }

  @Test
  void what_is_no_time_is_said() {
    assertThat(run(2, "restore", "--stored-before=soon", url(), home + "/target").errors())
        .startsWith("keepwatch: --stored-before: ");
  }
}
