package dev.keepwatch.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.restore.RestoreRequest.Ownership;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreJobTest {

  @TempDir Path home;
  private Bench bench;
  private SmallTree source;
  private RestoreRuns restore;
  private Path target;
  private Instant first;
  private List<String> firstState;

  @BeforeEach
  void backUpTwice() throws IOException {
    bench = new Bench(home, Files.createDirectory(home.resolve("archive")));
    // Not compressed, so that "d/big" spans three volumes.
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    bench.volumeSize = 100_000;
    source =
        new SmallTree(home.resolve("source"))
            .file("a", "one")
            .random("d/big", 250_000)
            .file("d/b", "two")
            .file("d/gone", "gone")
            .link("d/link", "b");
    first = bench.now;
    bench.backup(source.root());
    firstState = TreeListing.of(source.root());
    bench.now = bench.now.plusSeconds(3600);
    source.random("d/big", 260_000).file("a", "one more").remove("d/gone");
    bench.backup(source.root());
    restore = new RestoreRuns(bench);
    target = home.resolve("target");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static void assertRefused(Reason reason, ThrowingCallable run) {
    assertThatThrownBy(run)
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  void every_state_comes_back_as_it_was() throws IOException {
    restore.run(target, first);
    assertThat(TreeListing.of(target)).isEqualTo(firstState);

    Path between = home.resolve("between");
    restore.run(between, first.plusSeconds(3599));
    assertThat(TreeListing.of(between)).isEqualTo(firstState);

    Path now = home.resolve("now");
    var result = restore.run(now, bench.now);
    assertThat(TreeListing.of(now)).isEqualTo(TreeListing.of(source.root()));
    assertThat(result.errors()).isZero();
    assertThat(result.stateOf().instant()).isEqualTo(bench.now);
    assertThat(home.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void one_file_becomes_the_target_itself() throws IOException {
    restore.path = "d/big";

    var result = restore.run(home.resolve("new/folder/file"), bench.now);

    assertThat(home.resolve("new/folder/file")).hasSameBinaryContentAs(root("d/big"));
    assertThat(result.entries()).isEqualTo(1);
  }

  private Path root(String path) {
    return source.root().resolve(path);
  }

  @Test
  void only_the_volumes_that_can_hold_the_path_are_fetched() throws IOException {
    restore.path = "a";
    restore.run(target, first);

    assertThat(target).hasContent("one");
    assertThat(restore.heard)
        .filteredOn(line -> line.startsWith("fetched"))
        .containsExactly("fetched: duplicity-full.20231114T221320Z.vol1.difftar");
  }

  @Test
  void one_directory_becomes_the_target_with_its_own_time_and_mode() throws IOException {
    restore.path = "d";
    restore.run(target, bench.now);

    assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(root("d")));
  }

  @Test
  void one_link_becomes_the_target_itself() throws IOException {
    restore.path = "d/link";
    restore.run(target, bench.now);

    assertThat(Files.readSymbolicLink(target)).isEqualTo(Path.of("b"));
  }

  @Test
  void a_path_that_was_deleted_is_there_before_and_not_after() throws IOException {
    restore.path = "d/gone";
    restore.run(target, first);
    assertThat(target).hasContent("gone");

    assertRefused(Reason.NO_SUCH_PATH, () -> restore.run(home.resolve("other"), bench.now));
  }

  @Test
  void a_path_that_was_never_there_is_not_found_even_if_it_is_the_head_of_another() {
    restore.path = "d/bi";

    assertRefused(Reason.NO_SUCH_PATH, () -> restore.run(target, bench.now));
    assertThat(target).doesNotExist();
  }

  @Test
  void a_time_before_the_first_backup_is_refused() {
    assertRefused(Reason.NO_BACKUP, () -> restore.run(target, first.minusSeconds(1)));
    assertThat(target).doesNotExist();
  }

  @Test
  void a_dry_run_writes_nothing_and_names_the_volumes() throws IOException {
    restore.dryRun = true;
    restore.path = "a";

    var result = restore.run(target, bench.now);

    assertThat(target).doesNotExist();
    assertThat(result.volumes())
        .containsExactly(
            "duplicity-full.20231114T221320Z.vol1.difftar",
            "duplicity-inc.20231114T221320Z.to.20231114T231320Z.vol1.difftar");
  }

  @Test
  void an_empty_directory_may_be_the_target_and_a_link_to_one_too() throws IOException {
    Path real = Files.createDirectory(home.resolve("real"));
    Files.createSymbolicLink(target, real);

    var result = restore.run(target, bench.now);

    assertThat(result.errors()).isZero();
    assertThat(target).isSymbolicLink();
    assertThat(TreeListing.of(real)).isEqualTo(TreeListing.of(source.root()));
  }

  @Test
  void a_target_that_holds_something_is_refused_and_stays() throws IOException {
    Files.createDirectory(target);
    Files.writeString(target.resolve("mine"), "mine");

    assertThatThrownBy(() -> restore.run(target, bench.now))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("--force");
    assertThat(target.resolve("mine")).hasContent("mine");
    assertThat(target).isDirectoryNotContaining(file -> file.endsWith("a"));
  }

  @Test
  void with_force_files_are_replaced_and_nothing_else_goes() throws IOException {
    new SmallTree(target)
        .file("a", "older")
        .file("mine", "mine")
        .file("d/b/in-the-way", "kept")
        .file("x", "file where a link comes");
    Files.createSymbolicLink(target.resolve("d/big"), target.resolve("x"));
    restore.overwrite = true;

    var result = restore.run(target, bench.now);

    assertThat(target.resolve("a")).hasContent("one more");
    assertThat(target.resolve("mine")).hasContent("mine");
    assertThat(target.resolve("x"))
        .as("a link is replaced, not followed")
        .hasContent("file where a link comes");
    assertThat(target.resolve("d/big")).hasSameBinaryContentAs(root("d/big"));
    assertThat(target.resolve("d/b/in-the-way")).hasContent("kept");
    assertThat(result.errors()).isEqualTo(1);
    assertThat(restore.heard).anyMatch(line -> line.startsWith("failed: d/b: "));
  }

  @Test
  void owners_are_left_alone_if_asked() throws IOException {
    restore.ownership = Ownership.LEFT_ALONE;

    assertThat(restore.run(target, bench.now).errors()).isZero();
    assertThat(Files.getOwner(target)).isEqualTo(Files.getOwner(home));
  }

  @Test
  void an_archive_without_any_backup_has_nothing_to_restore() throws IOException {
    new SmallTree(home.resolve("archive")).remove("").root();
    Files.createDirectory(home.resolve("archive"));

    assertRefused(Reason.NO_BACKUP, () -> restore.run(target, bench.now));
  }
}
