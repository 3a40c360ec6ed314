package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
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

class RestoreCommandTest {

  @TempDir Path home;
  private Shell shell;
  private Path target;
  private String url;

  /// Two states of a small tree, a day apart.
  @BeforeEach
  void backUpTwice() throws IOException {
    shell = new Shell(home);
    url = shell.url("archive");
    target = shell.file("target");
    Path source = shell.tree("source", Map.of("a.txt", "one", "dir/b.txt", "two"));
    assertThat(shell.run("full", source.toString(), url, "--no-encryption").exit()).isZero();
    Files.writeString(source.resolve("a.txt"), "one and more");
    Files.delete(source.resolve("dir/b.txt"));
    Files.writeString(source.resolve("c.txt"), "three");
    // Only the time tells that a file of the same owner and mode has changed.
    Files.setLastModifiedTime(source.resolve("a.txt"), FileTime.from(Shell.T0));
    shell.now = Shell.T0.plusSeconds(86_400);
    assertThat(shell.run(source.toString(), url, "--no-encryption").exit()).isZero();
  }

  private Shell.Said restore(String... options) {
    var all = new ArrayList<>(List.of("restore", url, target.toString()));
    all.addAll(List.of(options));
    return shell.run(all);
  }

  private String read(String file) throws IOException {
    return Files.readString(target.resolve(file));
  }

  @Test
  void everything_comes_back_as_it_was_last() throws Exception {
    var said = restore();

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(read("a.txt")).isEqualTo("one and more");
    assertThat(read("c.txt")).isEqualTo("three");
    assertThat(target.resolve("dir")).isEmptyDirectory();
    assertThat(said.lines())
        .containsExactly(
            "Last full backup date: Tue Nov 14 22:13:20 2023",
            "Restored 4 entries as of Wed Nov 15 22:13:20 2023 to " + target + ".");
  }

  @Test
  void without_a_verb_a_url_and_a_path_mean_restore() throws Exception {
    var said = shell.run(url, target.toString());

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(read("c.txt")).isEqualTo("three");
  }

  @Test
  void the_state_of_an_earlier_time_comes_back() throws Exception {
    for (String time : List.of("1D", "2023-11-14T22:13:20Z", "20231114T221320Z", "1700000000")) {
      target = shell.file("at-" + time.replace(':', '-'));

      var said = restore("--time", time);

      assertThat(said.exit()).as(said.errors()).isZero();
      assertThat(read("a.txt")).isEqualTo("one");
      assertThat(read("dir/b.txt")).isEqualTo("two");
      assertThat(target.resolve("c.txt")).doesNotExist();
    }
  }

  @Test
  void a_file_becomes_the_target_itself() throws Exception {
    var said = restore("--file-to-restore", "./dir//b.txt", "-t", "1D");

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(target).hasContent("two");
  }

  @Test
  void a_dry_run_names_the_volumes_and_writes_nothing() {
    var said = restore("--dry-run");

    assertThat(said.exit()).isZero();
    assertThat(said.lines())
        .endsWith(
            "Required volumes to restore:",
            "\tduplicity-full.20231114T221320Z.vol1.difftar.gz",
            "\tduplicity-inc.20231114T221320Z.to.20231115T221320Z.vol1.difftar.gz");
    assertThat(target).doesNotExist();
  }

  @Test
  void a_target_in_use_is_left_alone_unless_forced() throws Exception {
    Files.createDirectory(target);
    Files.writeString(target.resolve("c.txt"), "mine");

    var refused = restore();
    assertThat(refused.exit()).isEqualTo(11);
    assertThat(refused.errors())
        .isEqualTo(
            "keepwatch: "
                + target
                + " exists and is not an empty directory: give another target, or --force to"
                + " restore over it\n");
    assertThat(read("c.txt")).isEqualTo("mine");

    assertThat(restore("--force").exit()).isZero();
    assertThat(read("c.txt")).isEqualTo("three");
  }

  @Test
  void a_path_that_is_not_in_the_backup_ends_with_19() {
    var said = restore("--path-to-restore", "dir/none");

    assertThat(said.exit()).isEqualTo(19);
    assertThat(said.errors())
        .isEqualTo("keepwatch: 'dir/none' is not in the backup of 20231115T221320Z\n");
  }

  @Test
  void a_path_is_relative_to_the_source() {
    var absolute = restore("--path-to-restore", "/dir/b.txt");
    var upwards = restore("--path-to-restore", "../b.txt");

    assertThat(absolute.exit()).as("as duplicity 0.8 understands it").isEqualTo(19);
    assertThat(upwards.exit()).isEqualTo(2);
    assertThat(upwards.errors()).contains("'..'").hasLineCount(1);
  }

  @Test
  void a_name_gives_no_orders_to_a_terminal() throws Exception {
    Files.writeString(home.resolve("source").resolve("e\u001b[31m\nline"), "x");
    shell.now = Shell.T0.plusSeconds(200_000);
    assertThat(shell.run(home + "/source", url, "--no-encryption").exit()).isZero();
    shell.live = true;

    var said = shell.run("list-current-files", url);

    assertThat(said.output()).contains(" e\\x1b[31m\\x0aline\n").doesNotContain("\u001b[31m");
  }

  @Test
  void the_newest_backup_comes_back_even_if_a_wrong_clock_has_dated_it_into_the_future()
      throws Exception {
    shell.now = Shell.T0.minusSeconds(86_400);

    var said = restore();

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(said.errors()).startsWith("Warning: The newest backup is of ").contains("future");
    assertThat(read("a.txt")).isEqualTo("one and more");
  }

  @Test
  void a_time_before_the_first_backup_ends_with_20() {
    var said = restore("--time", "2020-01-01");

    assertThat(said.exit()).isEqualTo(20);
    assertThat(said.errors())
        .contains("the oldest backup is of 2023-11-14T22:13:20Z")
        .hasLineCount(1);
  }

  @Test
  void an_empty_archive_ends_with_20_and_one_that_is_not_there_with_52() throws Exception {
    Files.createDirectory(shell.file("empty"));

    var empty = shell.run("restore", shell.url("empty"), target.toString());
    var absent = shell.run("restore", shell.url("absent"), target.toString());

    assertThat(empty.exit()).isEqualTo(20);
    assertThat(empty.errors()).isEqualTo("keepwatch: there is no backup here\n");
    assertThat(absent.exit()).isEqualTo(52);
    assertThat(absent.errors()).contains(home + "/absent").contains("does not exist");
  }

  @Test
  void a_time_that_is_none_ends_with_2() {
    var said = restore("--time", "yesterday");

    assertThat(said.exit()).isEqualTo(2);
    assertThat(said.errors()).startsWith("keepwatch: --time: 'yesterday' is not a time");
  }

  @Test
  void what_could_not_be_restored_is_counted_and_the_run_fails() throws Exception {
    Files.createDirectories(target.resolve("a.txt/in-the-way"));

    var said = restore("--force");

    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.errors())
        .contains("Warning: cannot restore a.txt: ")
        .contains("keepwatch: 1 entry or volume could not be restored, or not entirely");
    assertThat(read("c.txt")).isEqualTo("three");
  }

  @Test
  void owners_can_be_left_alone() throws Exception {
    var said = restore("--do-not-restore-ownership");

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(Files.getOwner(target.resolve("c.txt"))).isEqualTo(Files.getOwner(home));
  }

  @Test
  void a_directory_of_the_target_gets_its_own_mode_back() throws Exception {
    assertThat(restore().exit()).isZero();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(shell.file("source"))));
  }

  @Test
  void a_volume_that_was_altered_ends_with_21_and_is_not_used() throws Exception {
    Path volume =
        shell.file("archive/duplicity-inc.20231114T221320Z.to.20231115T221320Z.vol1.difftar.gz");
    Files.write(volume, new byte[] {1, 2, 3});

    var said = restore();

    assertThat(said.exit()).isEqualTo(21);
    assertThat(said.errors()).contains("is not the file that was stored").hasLineCount(1);
    assertThat(target.resolve("c.txt")).doesNotExist();
  }

  @Test
  void an_archive_of_duplicity_comes_back_with_names_that_are_not_text() throws Exception {
    Fixtures.assumeRoot();
    var arguments =
        List.of(
            "restore",
            "file://" + Fixtures.target("noenc"),
            target.toString(),
            "--numeric-owner",
            "-r",
            // The lone surrogates stand for the bytes ff and fe.
            "invalid-\udcff\udcfe-utf8");

    var said = shell.run(arguments);

    assertThat(said.exit()).as(said.errors()).isZero();
    assertThat(target).isRegularFile();
  }
}
