package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

  private static final FileTime LATER = FileTime.from(Shell.T0.plusSeconds(500));

  @TempDir Path home;
  private Shell shell;
  private Path source;
  private String url;

  @BeforeEach
  void backUp() throws IOException {
    shell = new Shell(home);
    url = shell.url("archive");
    source =
        shell.tree(
            "source",
            Map.of("a.txt", "one", "b.txt", "two", "dir/c.txt", "three", "dir/sub/d.txt", "four"));
    Files.createSymbolicLink(source.resolve("link"), Path.of("a.txt"));
    // Rounded, so that a change that only data tells can be made.
    for (String name : List.of("a.txt", "b.txt", "dir/c.txt", "dir/sub/d.txt", "dir", ".")) {
      Files.setLastModifiedTime(source.resolve(name), FileTime.from(Shell.T0));
    }
    assertThat(shell.run("full", source.toString(), url, "--no-encryption").exit()).isZero();
  }

  private Shell.Said verify(String... options) {
    return verify(source, options);
  }

  private Shell.Said verify(Path against, String... options) {
    var all = new ArrayList<>(List.of("verify", url, against.toString()));
    all.addAll(List.of(options));
    return shell.run(all);
  }

  private void write(String file, String content, FileTime time) throws IOException {
    Path path = source.resolve(file);
    var parent = Files.getLastModifiedTime(path.getParent());
    Files.writeString(path, content);
    Files.setLastModifiedTime(path, time);
    Files.setLastModifiedTime(path.getParent(), parent);
  }

  /// The same of everything that can differ.
  private void changeEverything() throws IOException {
    write("a.txt", "ONE", FileTime.from(Shell.T0)); // data alone
    write("b.txt", "two", LATER); // time
    Files.setPosixFilePermissions(
        source.resolve("dir/c.txt"), PosixFilePermissions.fromString("rwxr-x--x"));
    Files.delete(source.resolve("link"));
    Files.createSymbolicLink(source.resolve("link"), Path.of("b.txt"));
    Files.delete(source.resolve("dir/sub/d.txt"));
    Files.delete(source.resolve("dir/sub"));
    Files.writeString(source.resolve("dir/sub"), "a file now");
    Files.writeString(source.resolve("new"), "new");
    Files.setLastModifiedTime(source.resolve("dir"), LATER);
    Files.setLastModifiedTime(source, FileTime.from(Shell.T0));
  }

  @Test
  void an_unchanged_tree_has_no_differences() {
    var said = verify("--compare-data");

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(said.errors()).isEmpty();
    assertThat(said.lines())
        .containsExactly(
            "Last full backup date: Tue Nov 14 22:13:20 2023",
            "Verify complete: 8 files compared, 0 differences found.");
  }

  @Test
  void differences_are_those_that_duplicity_finds_in_its_words() throws Exception {
    changeEverything();
    var duplicity =
        OutsideProgram.required("duplicity", Map.of("TZ", "UTC", "HOME", home.toString()));

    var ours = verify("--compare-data");
    var theirs =
        duplicity.run("verify", "--compare-data", "--no-encryption", url, source.toString());

    assertThat(ours.exit()).isEqualTo(theirs.exit()).isEqualTo(1);
    assertThat(told(ours.output()))
        .isEqualTo(told(new String(theirs.output(), UTF_8).replaceAll("b'([^']*)'", "$1")))
        .hasSize(9)
        .contains("Difference found: Data for file a.txt is different");
  }

  private static List<String> told(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith("Difference") || line.startsWith("Verify complete"))
        .toList();
  }

  @Test
  void without_data_everything_else_is_compared_unlike_in_duplicity() throws Exception {
    changeEverything();

    var said = verify();

    assertThat(said.exit()).isEqualTo(1);
    assertThat(told(said.output()))
        .hasSize(8)
        .contains("Difference found: Symlink link points to b.txt, expected a.txt")
        .noneMatch(line -> line.contains("a.txt is different"))
        .endsWith("Verify complete: 9 files compared, 7 differences found.");
  }

  @Test
  void a_part_of_the_backup_is_compared_with_a_directory_or_a_file() throws Exception {
    write("dir/c.txt", "THREE", FileTime.from(Shell.T0));

    var directory = verify(source.resolve("dir"), "-r", "dir", "--compare-data");
    var file = verify(source.resolve("b.txt"), "--file-to-restore", "b.txt", "--compare-data");
    var nothing = verify("-r", "none");

    assertThat(told(directory.output()))
        .containsExactly(
            "Difference found: Data for file c.txt is different",
            "Verify complete: 4 files compared, 1 difference found.");
    assertThat(told(file.output()))
        .containsExactly("Verify complete: 1 file compared, 0 differences found.");
    assertThat(nothing.exit()).isEqualTo(19);
  }

  @Test
  void what_the_rules_leave_out_counts_as_missing_as_in_duplicity() {
    var said = verify("--exclude", "**/b.txt");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(told(said.output())).first().isEqualTo("Difference found: File b.txt is missing");
  }

  @Test
  void an_earlier_state_is_compared() throws Exception {
    var before = shell.tree("before", Map.of());
    Fixtures.run(List.of("cp", "-a", source + "/.", before.toString()));
    write("a.txt", "changed", LATER);
    shell.now = Shell.T0.plusSeconds(86_400);
    assertThat(shell.run(source.toString(), url, "--no-encryption").exit()).isZero();

    assertThat(verify("--compare-data").exit()).isZero();
    assertThat(verify(before, "--compare-data", "-t", "1D").exit()).isZero();
    assertThat(verify(before, "--compare-data").exit()).isEqualTo(1);
  }

  @Test
  void a_source_that_is_not_there_ends_with_12_and_an_archive_without_backup_with_4()
      throws Exception {
    Files.createDirectory(shell.file("empty"));

    var noSource = verify(shell.file("none"));
    var noBackup = shell.run("verify", shell.url("empty"), source.toString());

    assertThat(noSource.exit()).isEqualTo(12);
    assertThat(noSource.errors()).contains(home + "/none").hasLineCount(1);
    assertThat(noBackup.exit()).isEqualTo(4);
  }

  @Test
  void a_verification_writes_nothing() throws Exception {
    var before = Files.getLastModifiedTime(shell.file("archive"));

    verify("--compare-data");

    assertThat(Files.getLastModifiedTime(shell.file("archive"))).isEqualTo(before);
    assertThat(shell.file("tmp")).isEmptyDirectory();
  }

  @Test
  void words_in_the_wrong_order_are_a_mistake() {
    var said = shell.run("verify", source.toString(), url);

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.errors()).contains("keepwatch verify URL SOURCE").hasLineCount(1);
  }
}
