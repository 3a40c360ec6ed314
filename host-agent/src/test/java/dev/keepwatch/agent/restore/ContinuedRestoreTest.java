package dev.keepwatch.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;

/// A restore goes on where another one was interrupted: what is kept, and what comes again.
class ContinuedRestoreTest extends InterruptedRestore {

  @Test
  void what_is_there_is_kept_and_its_volumes_are_not_fetched_again() throws IOException {
    interruptAtVolume(7);

    var result = goOn();

    assertThat(result.errors()).isZero();
    assertThat(result.stateOf().instant()).as("without a time that of before").isEqualTo(first);
    assertThat(heard("kept")).contains("a", "b", "d/big", "d/c");
    assertThat(result.kept()).isEqualTo(heard("kept").size()).isLessThan(result.entries());
    assertThat(heard("fetched")).hasSize(2).noneMatch(name -> name.contains(".vol1."));
    assertWhole();
  }

  @Test
  void however_early_it_was_interrupted_it_ends_with_the_same() throws IOException {
    for (int number = 2; number <= 7; number++) {
      target = home.resolve("target-" + number);
      restore.resume = false;
      interruptAtVolume(number);

      assertThat(goOn().errors()).isZero();
      assertWhole();
    }
  }

  @Test
  void it_can_be_interrupted_again_and_again() throws IOException {
    interruptAtVolume(2);
    for (int i = 0; i < 9; i++) {
      bench.storage = interrupted(i + 2);
      try {
        goOn();
      } catch (StorageException e) {
        continue;
      }
      break;
    }
    assertWhole();
  }

  @Test
  void what_was_deleted_in_a_volume_that_is_not_needed_does_not_come_back() throws IOException {
    bench.now = bench.now.plusSeconds(3600);
    source.remove("e/f").random("z", 10);
    bench.backup(source.root());
    var state = TreeListing.of(source.root());
    restore.run(target, bench.now);
    Files.delete(target.resolve("e/g"));
    restore.resume = true;
    restore.overwrite = true;

    assertThat(restore.run(target, bench.now).errors()).isZero();
    assertThat(TreeListing.of(target)).isEqualTo(state);
  }

  @Test
  void length_and_time_prove_nothing() throws IOException {
    interruptAtVolume(7);
    Path file = target.resolve("b");
    var time = Files.getLastModifiedTime(file);
    byte[] content = Files.readAllBytes(file);
    content[80_000]++;
    Files.write(file, content);
    Files.setLastModifiedTime(file, time);

    var result = goOn();

    assertThat(result.errors()).isZero();
    assertThat(heard("restored")).contains("b");
    assertWhole();
  }

  @Test
  void a_file_that_the_disk_lost_in_a_power_cut_comes_back() throws IOException {
    interruptAtVolume(7);
    Path file = target.resolve("b");
    var time = Files.getLastModifiedTime(file);
    Files.write(file, new byte[0]);
    Files.setLastModifiedTime(file, time);

    assertThat(goOn().errors()).isZero();
    assertWhole();
  }

  @Test
  void what_was_changed_meanwhile_stays_and_is_told_unless_forced() throws IOException {
    interruptAtVolume(7);
    Files.writeString(target.resolve("a"), "mine");

    var result = goOn();

    assertThat(result.errors()).isEqualTo(1);
    assertThat(heard("failed")).singleElement().asString().startsWith("a: ").contains("--force");
    assertThat(target.resolve("a")).hasContent("mine");

    restore.overwrite = true;
    restore.heard.clear();
    assertThat(restore.run(target, first).errors()).isZero();
    assertThat(heard("fetched")).hasSize(1);
    assertWhole();
  }

  @Test
  void what_was_deleted_or_given_other_rights_meanwhile_comes_back() throws IOException {
    interruptAtVolume(7);
    Files.delete(target.resolve("d/c"));
    Files.setAttribute(target.resolve("a"), "unix:mode", 0777);
    Files.setLastModifiedTime(target.resolve("d/big"), FileTime.fromMillis(1));

    assertThat(goOn().errors()).isZero();
    assertWhole();
  }

  @Test
  void what_somebody_added_stays() throws IOException {
    interruptAtVolume(3);
    Files.writeString(target.resolve("mine"), "mine");

    assertThat(goOn().errors()).isZero();
    assertThat(target.resolve("mine")).hasContent("mine");
  }

  @Test
  void without_signatures_everything_comes_back_again_and_nothing_is_lost() throws IOException {
    interruptAtVolume(7);
    try (var files = Files.newDirectoryStream(archive, "*sigtar*")) {
      for (Path signatures : files) {
        Files.delete(signatures);
      }
    }
    new SmallTree(bench.cacheDirectory()).remove("");

    var result = goOn();

    assertThat(result.errors()).isZero();
    assertThat(heard("kept")).isEmpty();
    assertThat(heard("notice")).anyMatch(line -> line.contains("Everything is brought back again"));
    assertWhole();
  }

  @Test
  void a_link_that_somebody_put_in_the_place_of_a_directory_is_not_gone_through()
      throws IOException {
    interruptAtVolume(7);
    Path outside = home.resolve("outside");
    Files.move(target.resolve("d"), outside);
    Files.createSymbolicLink(target.resolve("d"), outside);
    var before = TreeListing.of(outside);

    var result = goOn();

    assertThat(result.errors()).isPositive();
    assertThat(TreeListing.of(outside)).isEqualTo(before);
    assertThat(target.resolve("e/f")).exists();
  }

  @Test
  void another_name_of_a_file_elsewhere_is_not_taken_for_what_was_restored() throws IOException {
    interruptAtVolume(7);
    Path elsewhere = home.resolve("elsewhere");
    Files.move(target.resolve("b"), elsewhere);
    Files.setAttribute(elsewhere, "unix:mode", 0600);
    Files.createLink(target.resolve("b"), elsewhere);

    assertThat(goOn().errors()).isZero();
    assertThat(Files.getAttribute(elsewhere, "unix:mode")).isEqualTo(0100600);
    assertWhole();
  }

  @Test
  void a_directory_that_may_only_be_read_is_gone_on_with() throws IOException {
    interruptAtVolume(7);
    Files.delete(target.resolve("d/c"));
    Files.setAttribute(target.resolve("d"), "unix:mode", 0500);

    assertThat(goOn().errors()).isZero();
    assertWhole();
  }
}
