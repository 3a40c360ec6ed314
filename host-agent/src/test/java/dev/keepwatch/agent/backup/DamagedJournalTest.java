package dev.keepwatch.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What an interrupted run has noted, cut off, damaged or of another kind.
class DamagedJournalTest extends UnfinishedRuns {

  @Test
  void damaged_signatures_in_the_cache_end_the_set_and_not_every_run() throws IOException {
    breakAfter(6);
    Path growing;
    try (var files = Files.list(unfinished())) {
      growing = files.filter(file -> file.toString().contains("sigtar")).findFirst().orElseThrow();
    }
    damage(growing);

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertGivenUp("its signatures were damaged in the local cache");
    assertRestores();
  }

  @Test
  void a_journal_that_is_no_file_is_passed_over() throws IOException {
    breakAfter(2);
    Path journal = unfinished().resolve("journal");
    Files.delete(journal);
    Files.createDirectory(journal);

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertRestores();
  }

  @Test
  void a_journal_cut_off_anywhere_is_a_journal() throws IOException {
    breakAfter(4);
    Path journal = unfinished().resolve("journal");
    byte[] whole = Files.readAllBytes(journal);
    var random = new Random(11);
    for (int turn = 0; turn < 12; turn++) {
      int length = random.nextInt(whole.length);
      try (var again = new Bench(home.resolve("again" + turn), home.resolve("archive" + turn))) {
        copy(archive, home.resolve("archive" + turn));
        copy(bench.cacheDirectory(), again.cacheDirectory());
        copy(temporary(), home.resolve("again" + turn).resolve("tmp"));
        Files.write(
            again.cacheDirectory().resolve("keepwatch-unfinished/journal"),
            Arrays.copyOf(whole, length));
        again.envelopes = bench.envelopes;
        again.volumeSize = bench.volumeSize;
        again.now = bench.now;
        again.backup(source.root());
        again.now = again.now.plusSeconds(60);
        Path target = home.resolve("restored" + turn);
        again.restore(target, again.now);
        assertThat(TreeListing.of(target))
            .as("cut at " + length)
            .isEqualTo(TreeListing.of(source.root()));
      }
    }
  }

  @Test
  void a_journal_of_another_version_is_said() throws IOException {
    breakAfter(2);
    Path journal = unfinished().resolve("journal");
    Files.writeString(journal, "keepwatch-journal 2 something 00000000\n");

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertRestores();
  }
}
