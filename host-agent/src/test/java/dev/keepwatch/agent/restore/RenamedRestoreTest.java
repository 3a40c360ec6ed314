package dev.keepwatch.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Entries that come to other places, and never two to one.
class RenamedRestoreTest {

  @TempDir Path home;
  private Bench bench;
  private RestoreRuns restore;
  private Path target;

  @BeforeEach
  void backUp() throws IOException {
    bench = new Bench(home, Files.createDirectory(home.resolve("archive")));
    var source =
        new SmallTree(home.resolve("source"))
            .file("a", "one")
            .file("b", "two")
            .file("c/x", "three")
            .file("d/x", "four")
            .file("d/y", "five")
            .file("e", "six");
    for (String directory : new String[] {"c", "d", ""}) {
      Files.setLastModifiedTime(source.root().resolve(directory), FileTime.fromMillis(1_000_000));
    }
    bench.backup(source.root());
    restore = new RestoreRuns(bench);
    target = home.resolve("target");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void rename(String from, String to) {
    restore.renames.add(new Rename(ArchivePath.of(from), ArchivePath.of(to)));
  }

  private RestoreResult run() throws IOException {
    return restore.run(target, bench.now);
  }

  private void assertCollision(String message) {
    assertThatThrownBy(this::run).isInstanceOf(TargetException.class).hasMessageContaining(message);
    assertThat(target).as("nothing is written").doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a | b | 'a' and 'b' would both come to 'b'",
        "e | a | 'a' and 'e' would both come to 'a'",
        "a | d | 'a' and 'd' would both come to 'd'",
        "c | d | 'c' and 'd' would both come to 'd'",
        "d | a | 'a' and 'd' would both come to 'a'",
        "c/x | d/x | 'c/x' and 'd/x' would both come to 'd/x'",
        "none | z | 'none' is not in what is to be restored"
      })
  void onto_the_place_of_another_is_refused_by_name_even_by_force(
      String from, String to, String message) {
    restore.overwrite = true;
    rename(from, to);

    assertCollision(message);
  }

  @Test
  void two_to_one_place_are_refused() {
    rename("a", "z");
    rename("b", "z");

    assertCollision("'a' and 'b' would both come to 'z'");
  }

  @Test
  void one_to_two_places_is_refused() {
    rename("a", "y");
    rename("a", "z");

    assertCollision("--rename is given twice for 'a'");
  }

  @Test
  void into_what_comes_from_elsewhere_is_refused_where_they_meet() {
    rename("d", "z");
    rename("c/x", "z/x");

    assertCollision("'c/x' and 'd/x' would both come to 'z/x'");
  }

  @Test
  void without_signatures_it_is_noticed_when_the_second_comes() throws IOException {
    for (Path directory : new Path[] {home.resolve("archive"), bench.cacheDirectory()}) {
      try (var files = Files.newDirectoryStream(directory, "*sigtar*")) {
        for (Path signatures : files) {
          Files.delete(signatures);
        }
      }
    }
    restore.overwrite = true;
    rename("a", "b");

    assertThatThrownBy(this::run)
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("'a' and 'b' would both come to 'b'");
    assertThat(target.resolve("b")).hasContent("one");
  }

  @Test
  void two_change_places() throws IOException {
    rename("a", "b");
    rename("b", "a");

    assertThat(run().errors()).isZero();
    assertThat(target.resolve("a")).hasContent("two");
    assertThat(target.resolve("b")).hasContent("one");
  }

  @Test
  void each_moves_one_on() throws IOException {
    rename("a", "b");
    rename("b", "c");
    rename("c", "d");
    rename("d", "e");
    rename("e", "a");

    assertThat(run().errors()).isZero();
    assertThat(target.resolve("a")).hasContent("six");
    assertThat(target.resolve("c")).hasContent("two");
    assertThat(target.resolve("e/y")).hasContent("five");
  }

  @Test
  void a_directory_that_something_comes_into_late_keeps_its_time() throws IOException {
    rename("e", "c/late");

    assertThat(run().errors()).isZero();
    assertThat(target.resolve("c/late")).hasContent("six");
    assertThat(Files.getLastModifiedTime(target.resolve("c")).toMillis()).isEqualTo(1_000_000);
  }

  @Test
  void into_a_directory_that_the_backup_does_not_have() throws IOException {
    rename("d", "new/deep");

    assertThat(run().errors()).isZero();
    assertThat(target.resolve("new/deep/y")).hasContent("five");
    assertThat(Files.getLastModifiedTime(target.resolve("new/deep")).toMillis())
        .isEqualTo(1_000_000);
  }

  @Test
  void it_is_gone_on_with_where_it_was() throws IOException {
    rename("c", "z");
    run();
    var whole = TreeListing.of(target);
    Files.delete(target.resolve("z/x"));
    restore.resume = true;
    restore.overwrite = true;
    restore.heard.clear();

    assertThat(run().errors()).isZero();
    assertThat(TreeListing.of(target)).isEqualTo(whole);
    assertThat(restore.heard).contains("restored: c/x", "kept: d/x");
  }
}
