package dev.keepwatch.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Loss;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs that go on where another one broke off.
class ResumedRunTest extends UnfinishedRuns {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7, 8, 9})
  void a_full_goes_on_where_it_broke_off(int stored) throws IOException {
    breakAfter(stored);

    var result = backup();

    assertThat(result.set()).isEqualTo(new SetId.Full(T0));
    assertContinued();
    assertThat(result.errors()).isZero();
    assertThat(result.tally().newFiles()).isEqualTo(6);
    assertRestores();
    assertNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_chain_of_runs_that_each_store_one_file_ends_in_a_whole_chain(boolean spoolKept)
      throws IOException {
    for (int increment = 0; increment < 2; increment++) {
      int runs = 0;
      while (true) {
        try {
          breakAfter(1);
          runs++;
          if (!spoolKept) {
            Loss.ofAllIn(temporary());
          }
        } catch (AssertionError e) {
          break; // It did not break off any more.
        }
      }
      assertThat(runs).isGreaterThan(5);
      storage.beforeWrite = name -> {};
      assertRestores();
      source
          .random("big", 1_000_000)
          .random("d/e", 300_000)
          .remove(increment == 0 ? "a" : "d/b")
          .file("z", "z");
      bench.now = bench.now.plusSeconds(60);
    }
    assertThat(bench.archive().catalog().incomplete()).isEmpty();
    assertThat(bench.archive().catalog().chains()).hasSize(1);
  }

  @Test
  void what_has_changed_since_follows_as_an_increment() throws IOException {
    breakAfter(4);
    source.file("a", "changed").file("d/b", "changed").file("new", "new");

    var result = backup();

    assertThat(result.set())
        .isInstanceOfSatisfying(
            SetId.Incremental.class, set -> assertThat(set.from()).isEqualTo(T0));
    assertRestores();
    assertNothingLeft();
  }

  @Test
  void a_file_that_only_grew_is_continued_and_looked_at_again() throws IOException {
    breakAfter(3);
    Path big = source.root().resolve("big");
    byte[] content = Files.readAllBytes(big);
    byte[] longer = Arrays.copyOf(content, content.length + 70_000);
    Files.write(big, longer);

    backup();

    assertContinued();
    assertRestores();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode", "owner", "time", "link", "time, then broken off again"})
  void what_a_file_cut_in_two_is_beside_its_data_comes_right(String what) throws IOException {
    breakAfter(2);
    Path big = source.root().resolve("big");
    switch (what) {
      case "mode" ->
          Files.setPosixFilePermissions(big, PosixFilePermissions.fromString("rw--w---x"));
      case "owner" -> Files.setAttribute(big, "unix:uid", 1234);
      case "link" -> Files.createLink(source.root().resolve("big-too"), big);
      default -> Files.setLastModifiedTime(big, FileTime.fromMillis(1_650_000_000_123L));
    }
    if (what.contains("again")) {
      breakAfter(2);
    }

    backup();

    assertContinued();
    Path restored = assertRestores();
    if (what.equals("link")) {
      assertThat(Files.isSameFile(restored.resolve("big"), restored.resolve("big-too"))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"signatures", "manifest"})
  void a_set_whose_signatures_are_sealed_is_packed_no_more(String part) throws IOException {
    breakBetweenSmallFiles();
    removeSmallFiles();
    Loss.ofAllIn(temporary());
    breakAt(part);
    source.random("zz", 400_000);

    backup();

    assertRestores();
    assertThat(bench.archive().catalog().defects()).isEmpty();
    assertThat(bench.backup(source.root()).set()).isInstanceOf(SetId.Incremental.class);
  }

  private void breakBetweenSmallFiles() throws IOException {
    for (int i = 10; i < 30; i++) {
      source.random("y" + i, 60_000);
    }
    breakAfter(12);
  }

  private void removeSmallFiles() throws IOException {
    for (int i = 10; i < 30; i++) {
      source.remove("y" + i);
    }
  }

  @Test
  void signatures_end_as_an_archive_ends_also_if_nothing_came_after_the_cut() throws IOException {
    breakBetweenSmallFiles();
    removeSmallFiles();

    backup();

    byte[] tar = Files.readAllBytes(archive.resolve("duplicity-full-signatures." + T0 + ".sigtar"));
    assertThat(tar.length % 10_240).isZero();
    assertThat(Arrays.copyOfRange(tar, tar.length - 1024, tar.length)).containsOnly(0);
    assertRestores();
  }

  @Test
  void an_increment_with_differences_goes_on() throws IOException {
    backup();
    byte[] content = Files.readAllBytes(source.root().resolve("big"));
    var random = new Random(7);
    for (int at = 0; at < content.length; at += 2_000) {
      content[at] = (byte) random.nextInt();
    }
    Files.write(source.root().resolve("big"), content);
    source.random("d/c", 400_000);
    breakAfter(2);

    var result = backup();

    assertThat(result.set()).isInstanceOf(SetId.Incremental.class);
    assertThat(bench.heard)
        .anyMatch(line -> line.contains("increment") && line.contains("is continued"));
    assertRestores();
    assertNothingLeft();
  }

  @Test
  void errors_of_the_interrupted_run_are_not_forgotten_and_what_they_hit_is_tried_again()
      throws IOException {
    source.file("aa", "unreadable");
    bench.selection = Selection.all();
    breakAfter(5);

    assertThat(backup().errors()).isZero();
    assertRestores();
  }
}
