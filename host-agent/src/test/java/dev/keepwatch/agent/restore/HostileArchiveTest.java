package dev.keepwatch.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.ForgedArchive;
import dev.keepwatch.agent.tree.OutOfOrderException;
import dev.keepwatch.agent.tree.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Archives whose digests fit and whose members mean harm, or contradict themselves.
class HostileArchiveTest {

  @TempDir Path home;
  private Bench bench;
  private RestoreRuns restore;
  private Path outside;
  private Path target;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Bench(home, home.resolve("unused"));
    restore = new RestoreRuns(bench);
    outside = Files.createDirectory(home.resolve("outside"));
    target = home.resolve("target");
  }

  @AfterEach
  void close() throws IOException {
    bench.close();
    assertThat(outside).as("nothing ever goes outside the target").isEmptyDirectory();
    assertThat(home.resolve("tmp")).isEmptyDirectory();
  }

  private RestoreResult run(ForgedArchive archive) throws IOException {
    bench.storage = archive.volumeUpTo("zzz").storage();
    return restore.run(target, bench.now);
  }

  private static ForgedArchive forged() throws IOException {
    return new ForgedArchive().directory("snapshot/./");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snapshot/../outside/x",
        "snapshot/a/../../outside/x",
        "snapshot//outside/x",
        "snapshot/./x",
        "snapshot/a//b",
        "multivol_snapshot/../outside/x/1",
        "multivol_snapshot/x",
        "multivol_snapshot/x/0",
        "/etc/x",
        "x",
        ""
      })
  void a_name_that_leaves_the_tree_or_is_none_stops_the_restore(String name) throws IOException {
    var archive = forged().file(name, "evil");

    assertThatThrownBy(() -> run(archive)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothing_is_written_through_a_link_of_the_archive(boolean overwrite) throws IOException {
    restore.overwrite = overwrite;

    var result = run(forged().link("snapshot/d", outside.toString()).file("snapshot/d/x", "evil"));

    assertThat(result.errors()).isEqualTo(1);
    assertThat(target.resolve("d")).isSymbolicLink();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void what_is_a_file_and_a_directory_at_once_stays_the_file(boolean overwrite) throws IOException {
    restore.overwrite = overwrite;

    var result = run(forged().file("snapshot/f", "one").file("snapshot/f/x", "two"));

    assertThat(result.errors()).isEqualTo(1);
    assertThat(target.resolve("f")).hasContent("one");
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 32, 0xffff_ffffL})
  void a_number_that_is_nobodys_makes_no_program_of_root(long uid) throws IOException {
    var result = run(forged().program("snapshot/p", new Owner(uid, 0, "", "")));

    assertThat(result.errors()).isEqualTo(1);
    assertThat((int) Files.getAttribute(target.resolve("p"), "unix:mode") & 07000).isZero();
  }

  @Test
  void the_target_itself_never_becomes_a_link() throws IOException {
    var result =
        run(new ForgedArchive().link("snapshot/", outside.toString()).file("snapshot/x", "evil"));

    assertThat(result.errors()).isEqualTo(1);
    assertThat(target).isDirectory();
    assertThat(Files.isSymbolicLink(target)).isFalse();
  }

  @Test
  void a_path_that_no_system_can_have_is_told_and_the_rest_comes_back() throws IOException {
    var result =
        run(
            forged()
                .file("snapshot/" + "a/".repeat(100_000) + "x", "deep")
                .file("snapshot/b", "b"));

    assertThat(result.errors()).isEqualTo(1);
    assertThat(target.resolve("b")).hasContent("b");
  }

  @Test
  void nothing_is_written_through_a_link_that_was_in_the_target() throws IOException {
    Files.createDirectory(target);
    Files.createSymbolicLink(target.resolve("d"), outside);
    restore.overwrite = true;

    run(forged().directory("snapshot/d/").file("snapshot/d/x", "data"));

    assertThat(target.resolve("d/x")).hasContent("data");
  }

  @Test
  void members_out_of_order_stop_the_restore() throws IOException {
    var archive = forged().file("snapshot/b", "b").file("snapshot/a", "a");

    assertThatThrownBy(() -> run(archive)).isInstanceOf(OutOfOrderException.class);
  }

  @Test
  void the_same_member_twice_stops_the_restore() throws IOException {
    var archive = forged().file("snapshot/a", "one").file("snapshot/a", "two");

    assertThatThrownBy(() -> run(archive)).isInstanceOf(OutOfOrderException.class);
  }

  @Test
  void a_directory_that_comes_after_what_is_in_it_stops_the_restore() throws IOException {
    var archive = forged().file("snapshot/d/x", "x").directory("snapshot/d/");

    assertThatThrownBy(() -> run(archive)).isInstanceOf(OutOfOrderException.class);
  }

  @Test
  void a_difference_from_nothing_costs_that_file_and_counts() throws IOException {
    var result =
        run(forged().file("diff/a", new byte[] {0x72, 0x73, 2, 0x36, 0}).file("snapshot/b", "b"));

    assertThat(result.errors()).isEqualTo(1);
    assertThat(target.resolve("a")).doesNotExist();
    assertThat(target.resolve("b")).hasContent("b");
    assertThat(restore.heard).anyMatch(line -> line.startsWith("failed: a: "));
  }

  @Test
  void a_file_whose_part_lacks_is_not_put_in_its_place() throws IOException {
    byte[] full = new byte[65536];
    Arrays.fill(full, (byte) 'x');
    var result =
        run(
            forged()
                .file("multivol_snapshot/first-lacks/2", "end")
                .file("multivol_snapshot/last-lacks/1", full)
                .file("multivol_snapshot/middle-lacks/1", full)
                .file("multivol_snapshot/middle-lacks/3", "end")
                .file("multivol_snapshot/sound/1", full)
                .file("multivol_snapshot/sound/2", ""));

    assertThat(result.errors()).isEqualTo(3);
    try (var files = Files.list(target)) {
      assertThat(files).containsExactly(target.resolve("sound"));
    }
    assertThat(target.resolve("sound")).hasBinaryContent(full);
  }

  @Test
  void parts_that_go_on_in_the_next_volume_are_joined() throws IOException {
    byte[] full = new byte[65536];
    var archive =
        forged()
            .file("multivol_snapshot/a/1", full)
            .volumeUpTo("a")
            .file("multivol_snapshot/a/2", full)
            .volumeUpTo("a")
            .file("multivol_snapshot/a/3", "end");

    assertThat(run(archive).errors()).isZero();
    assertThat(target.resolve("a")).hasSize(2 * 65536 + 3);
  }

  @Test
  void an_entry_without_its_directory_gets_one() throws IOException {
    run(new ForgedArchive().file("snapshot/d/e/x", "x"));

    assertThat(target.resolve("d/e/x")).hasContent("x");
  }

  @Test
  void names_of_one_file_of_which_one_is_a_link_become_no_way_outside() throws IOException {
    Files.writeString(home.resolve("secret"), "theirs");

    var result =
        run(
            forged()
                .link("snapshot/a", home.resolve("secret").toString())
                .named("snapshot/a2", "7", "evil")
                .named("snapshot/b", "7", "evil")
                .named("snapshot/c", "7", "other"));

    assertThat(result.errors()).isZero();
    assertThat(home.resolve("secret")).hasContent("theirs");
    assertThat(Files.isSameFile(target.resolve("a2"), target.resolve("b"))).isTrue();
    assertThat(target.resolve("c")).hasContent("other");
  }

  @Test
  void a_hard_link_member_as_tar_has_it_is_not_known_and_stops_the_restore() throws IOException {
    Files.writeString(home.resolve("secret"), "theirs");
    var archive = forged().hardLink("snapshot/a", home.resolve("secret").toString());

    assertThatThrownBy(() -> run(archive)).hasMessageContaining("a member of the unknown type '1'");
    assertThat(target.resolve("a")).doesNotExist();
  }
}
