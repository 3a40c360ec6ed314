package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.keepwatch.agent.engine.MemoryDirectory;
import dev.keepwatch.agent.posix.Posix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Options that choose from the source, on the command line. Cases that random rules have not met
/// or had to learn; each was tried with real duplicity.
class SelectionOptionsTest {

  @TempDir Path home;
  private Shell shell;
  private Path source;

  @BeforeEach
  void setUp() throws IOException {
    shell = new Shell(home);
    source =
        shell.tree(
            "src",
            Map.of("docs/a.tmp", "", "docs/b", "", "pics/docs/deep/c", "", "top", "", "x/y", ""));
  }

  private Shell.Said full(String... words) {
    var all = new ArrayList<>(List.of("full", "--dry-run", "--no-encryption", "-v5"));
    all.addAll(List.of(words));
    all.addAll(List.of(source.toString(), shell.url("archive")));
    return shell.run(all);
  }

  private List<String> chosen(String... words) {
    var said = full(words);
    assertThat(said.exit()).as(said.errors()).isZero();
    return said.lines().stream()
        .filter(line -> line.startsWith("A ") && !line.equals("A ."))
        .map(line -> line.substring(2))
        .toList();
  }

  private String list(String text) throws IOException {
    return Files.writeString(home.resolve("list"), text).toString();
  }

  @Test
  void what_no_rule_speaks_of_is_left_out_where_an_include_could_have_matched_and_that_is_told() {
    var said = full("--include", "**/docs", "--exclude", "**.tmp");

    assertThat(said.lines()).contains("A docs/a.tmp", "A docs/b").doesNotContain("A top", "A x");
    assertThat(said.errors())
        .contains("2 files that no rule speaks of are left out, top among them, as duplicity does")
        .hasLineCount(1);
  }

  @Test
  void nothing_is_told_where_the_rules_say_it() {
    assertThat(full("--include", "**/docs", "--exclude", "**").errors()).isEmpty();
    assertThat(full("--include", "**/docs", "--include", "**", "--exclude", "**").errors())
        .isEmpty();
    assertThat(full("--exclude", "**/docs").errors()).isEmpty();
  }

  /// Seed 39: it is no match, and it could not be a directory above one either.
  @Test
  void a_file_that_an_include_of_directories_would_match_is_spoken_of_by_nobody() throws Exception {
    shell.tree("src", Map.of("d/docs", "", "d/e", ""));

    assertThat(chosen("--include", "**/docs/", "--exclude", "**/x"))
        .contains("d", "d/docs")
        .doesNotContain("d/e");
  }

  @Test
  void a_regular_expression_speaks_of_an_entry_alone() {
    assertThat(chosen("--include-regexp", "docs$", "--exclude", "**")).containsExactly("docs");
    assertThat(chosen("--include-regexp", "y$", "--exclude", "**")).isEmpty();
    assertThat(chosen("--exclude-regexp", "src$")).contains("x/y");
  }

  @Test
  void a_marker_leaves_out_its_directory_wherever_the_rule_stands() throws Exception {
    Files.createSymbolicLink(source.resolve("docs/.skip"), Path.of("nowhere"));

    assertThat(chosen("--include", source + "/docs", "--exclude", "**")).contains("docs/b");
    assertThat(
            chosen(
                "--include", source + "/docs", "--exclude", "**", "--exclude-if-present", ".skip"))
        .isEmpty();
  }

  @Test
  void lists_are_rules_at_their_place() throws Exception {
    String list = list("# what I want\n+ " + source + "/x/y\n- " + source + "/x\n");

    assertThat(chosen("--exclude", "**/docs", "--include-filelist", list)).contains("x/y", "top");
    assertThat(chosen("--exclude", source + "/x", "--exclude-globbing-filelist", list))
        .contains("top")
        .doesNotContain("x", "x/y");
  }

  @Test
  void a_list_of_files_means_them_and_the_directories_above() throws Exception {
    assertThat(chosen("--files-from", list("x/y\ndocs\nnowhere\n")))
        .containsExactly("docs", "x", "x/y");
    assertThat(
            chosen("--files-from", list("x/y\0pics/docs"), "--null-separator", "--exclude", "**/x"))
        .containsExactly("pics", "pics/docs");
    assertThat(full("--files-from", list("/etc/passwd")).exit()).isEqualTo(72);
  }

  @Test
  void filters_change_what_is_behind_them() throws Exception {
    shell.tree("src", Map.of("*", ""));

    assertThat(chosen("--filter-literal", "--exclude", source + "/*")).contains("top", "x/y");
    assertThat(chosen("--filter-ignorecase", "--exclude", source + "/DOCS")).doesNotContain("docs");
    assertThat(chosen("--filter-regexp", "--exclude-filelist", list("x\n"))).doesNotContain("x");
    assertThat(
            chosen(
                "--filter-ignorecase",
                "--filter-literal",
                "--exclude",
                source + "/X",
                "--filter-strictcase",
                "--exclude",
                source + "/DOCS"))
        .contains("docs", "*")
        .doesNotContain("x");
  }

  @Test
  void links_can_be_replaced_by_what_they_point_to() throws Exception {
    Path outside = shell.tree("outside", Map.of("dir/file", "1", "file", "2"));
    Files.createSymbolicLink(source.resolve("l-dir"), outside.resolve("dir"));
    Files.createSymbolicLink(source.resolve("l-file"), outside.resolve("file"));
    Files.createSymbolicLink(source.resolve("l-broken"), Path.of("nowhere"));
    Files.createSymbolicLink(source.resolve("l-itself"), Path.of("l-itself"));
    Files.createSymbolicLink(source.resolve("x/l-above"), Path.of("../x"));
    Posix.mkfifo(source.resolve("fifo"), 0x1a4);

    var said = full("--copy-links", "--exclude", "**/docs");

    assertThat(said.lines())
        .contains("A fifo", "A l-dir", "A l-dir/file", "A l-file", "A x/y")
        .doesNotContain("A l-broken", "A l-itself", "A x/l-above")
        .contains("Left out l-broken: a link to nothing")
        .contains("Left out x/l-above: a link to a directory that it lies in");
    assertThat(said.errors()).isEmpty();
  }

  @Test
  void what_lies_on_another_file_system_can_be_left_out() throws Exception {
    try (var memory = new MemoryDirectory(home)) {
      assumeFalse(
          Files.getAttribute(memory.path(), "unix:dev")
              .equals(Files.getAttribute(home, "unix:dev")),
          "needs a /dev/shm that is a file system of its own");
      Files.createFile(memory.path().resolve("y"));
      Files.createSymbolicLink(source.resolve("m"), memory.path());
      Files.createSymbolicLink(source.resolve("m-y"), memory.path().resolve("y"));

      assertThat(chosen("--copy-links")).contains("m", "m/y", "m-y");
      assertThat(chosen("--copy-links", "--exclude-other-filesystems"))
          .contains("x/y")
          .doesNotContain("m", "m/y", "m-y");
      assertThat(
              chosen(
                  "--copy-links",
                  "--include",
                  source + "/m/y",
                  "--exclude-other-filesystems",
                  "--exclude",
                  "**/docs"))
          .contains("m", "m/y")
          .doesNotContain("m-y");
    }
  }

  @Test
  void what_a_link_points_to_is_what_comes_back() throws Exception {
    Path outside = shell.tree("outside", Map.of("dir/file", "1"));
    Files.createSymbolicLink(source.resolve("l-dir"), outside.resolve("dir"));
    assertThat(
            shell
                .run("full", "--no-encryption", "--copy-links", source.toString(), shell.url("l"))
                .exit())
        .isZero();

    assertThat(shell.run("restore", shell.url("l"), home.resolve("back").toString()).exit())
        .isZero();
    assertThat(home.resolve("back/l-dir/file")).hasContent("1");
    assertThat(home.resolve("back/l-dir"))
        .isDirectory()
        .satisfies(it -> assertThat(Files.isSymbolicLink(it)).isFalse());
  }
}
