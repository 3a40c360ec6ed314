package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A process of its own that may not do everything, or has too little room.
class LimitedProcessTest extends OwnProcesses {

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  /// Takes from root what makes him read everything.
  private OutsideProgram.Outcome asOrdinaryUser(List<String> command) {
    if (!isRoot()) {
      return run("env", command, Map.of());
    }
    var words = new ArrayList<>(List.of("--bounding-set=-dac_override,-dac_read_search", "--"));
    words.addAll(command);
    return run("setpriv", words, Map.of());
  }

  @Test
  void a_file_that_cannot_be_read_is_told_the_rest_is_stored_and_the_run_ends_with_90()
      throws Exception {
    Files.setPosixFilePermissions(
        source.resolve("secret.txt"), PosixFilePermissions.fromString("---------"));

    var outcome =
        asOrdinaryUser(OwnProcess.command("full", "--no-encryption", source.toString(), url));

    assertThat(outcome.exit()).as(outcome.errors()).isEqualTo(90);
    assertThat(outcome.errors())
        .contains("Warning: cannot read secret.txt: permission denied")
        .contains("Warning: 1 entry could not be read and is not in this backup");
    assertThat(new String(outcome.output(), UTF_8)).contains("\nErrors 1\n");
    assertThat(home.resolve("archive")).isDirectoryContaining("glob:**/*.manifest");
  }

  @Test
  void an_archive_that_must_not_be_written_to_ends_with_51() throws Exception {
    Path archive = Files.createDirectory(home.resolve("archive"));
    Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("r-x------"));

    var outcome =
        asOrdinaryUser(OwnProcess.command("full", "--no-encryption", source.toString(), url));

    assertThat(outcome.exit()).as(outcome.errors()).isEqualTo(51);
    assertThat(outcome.errors()).startsWith("keepwatch: cannot write").hasLineCount(1);
  }

  @Test
  void too_little_room_for_temporary_files_ends_with_35() throws Exception {
    try (var disk = SmallDisk.mount(home.resolve("small"), "1m")) {
      var command =
          OwnProcess.command(
              "full",
              "--no-encryption",
              source.toString(),
              url,
              "--tempdir",
              disk.root().toString());

      var outcome = run("env", command, Map.of());

      assertThat(outcome.exit()).as(outcome.errors()).isEqualTo(35);
      assertThat(outcome.errors()).contains("temporary files").hasLineCount(1);
    }
  }

  @Test
  void a_target_without_room_ends_a_restore_with_35_and_is_named() throws Exception {
    Fixtures.assumeRoot();
    Files.write(source.resolve("big"), new byte[3 << 20]);
    full();
    try (var disk = SmallDisk.mount(home.resolve("small"), "1m")) {
      Path small = disk.root();
      var before = run("env", OwnProcess.command("restore", url, small + "/x"), Map.of());

      assertThat(before.exit()).as(before.errors()).isEqualTo(35);
      assertThat(before.errors())
          .startsWith("keepwatch: " + small + "/x has room for ")
          .hasLineCount(1);
      assertThat(small).isEmptyDirectory();

      var words = OwnProcess.command("restore", "--no-space-check", url, small + "/x");
      var outcome = run("env", words, Map.of());

      assertThat(outcome.exit()).as(outcome.errors()).isEqualTo(35);
      assertThat(outcome.errors())
          .startsWith("keepwatch: there is no room left for 'big', in " + small + "/x")
          .hasLineCount(1);
      assertThat(small.resolve("x")).isDirectoryNotContaining("glob:**/big");
    }
  }

  @Test
  void who_is_not_root_gets_everything_but_the_owners_and_is_told_once() throws Exception {
    Fixtures.assumeRoot();
    Path program = source.resolve("runs-as-its-owner");
    Files.writeString(program, "x");
    Files.setAttribute(program, "unix:mode", 0104755);
    Path target = home.resolve("restored");
    var words =
        new ArrayList<>(List.of("--bounding-set=-chown", "--inh-caps=-chown", "--reuid=0", "--"));
    for (Path file : List.of(source, source.resolve("a.txt"), program)) {
      Files.setAttribute(file, "unix:uid", 12_345);
    }
    full();
    words.addAll(OwnProcess.command("restore", url, target.toString()));

    var outcome = run("setpriv", words, Map.of());

    assertThat(outcome.exit()).as(outcome.errors()).isZero();
    assertThat(outcome.errors())
        .startsWith("Warning: Only root can give files to their owners")
        .hasLineCount(1);
    assertThat(target.resolve("a.txt")).hasContent("one");
    assertThat((int) Files.getAttribute(target.resolve("runs-as-its-owner"), "unix:mode") & 07777)
        .isEqualTo(0755);
  }

  @Test
  void a_target_that_cannot_be_made_is_one_sentence() throws Exception {
    full();

    var outcome = run("env", OwnProcess.command("restore", url, source + "/a.txt/x/y"), Map.of());

    assertThat(outcome.exit()).as(outcome.errors()).isEqualTo(11);
    assertThat(outcome.errors()).startsWith("keepwatch: the directory ").hasLineCount(1);
  }
}
