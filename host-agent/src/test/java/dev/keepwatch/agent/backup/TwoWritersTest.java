package dev.keepwatch.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an interrupted run finds when somebody else has been there meanwhile.
class TwoWritersTest extends UnfinishedRuns {

  @Test
  void a_set_that_another_program_has_finished_is_not_taken_for_ours() throws IOException {
    breakAt("manifest");
    try (var files = Files.list(unfinished())) {
      Path ours = files.filter(f -> f.toString().endsWith(".manifest")).findFirst().orElseThrow();
      Files.move(ours, ours.resolveSibling("draft." + ours.getFileName()));
    }
    Files.writeString(
        archive.resolve("duplicity-full." + T0 + ".manifest"),
        Files.readString(unfinished().resolve("draft.duplicity-full." + T0 + ".manifest"))
            .replace("fixture-host", "fixture-host.example.org"));
    bench.allowSourceMismatch = true;
    source.file("a", "changed");

    assertThat(backup().set()).isInstanceOf(SetId.Incremental.class);
    assertRestores();
  }

  @Test
  void a_cloned_host_that_was_slower_begins_a_new_set() throws IOException {
    breakAfter(3);
    try (var clone = new Bench(home.resolve("clone"), archive)) {
      clone.envelopes = bench.envelopes;
      clone.volumeSize = bench.volumeSize;
      clone.now = bench.now;
      copy(bench.cacheDirectory(), clone.cacheDirectory());
      assertThat(clone.backup(source.root()).set()).isEqualTo(new SetId.Full(T0));
    }
    bench.now = bench.now.plusSeconds(60);
    storage.written.clear();

    backup();

    assertThat(bench.archive().catalog().defects()).isEmpty();
    assertRestores();
  }

  @Test
  void without_its_cache_a_host_begins_a_new_set_and_says_so() throws IOException {
    breakAfter(3);
    try (var other = new Bench(home.resolve("other"), archive)) {
      other.now = bench.now;
      assertThat(other.backup(source.root()).set()).isNotEqualTo(new SetId.Full(T0));
      assertThat(other.heard).anyMatch(line -> line.contains("cannot be continued from here"));
    }
  }

  @Test
  void a_stored_volume_that_is_gone_ends_the_set() throws IOException {
    breakAfter(4);
    Files.delete(archive.resolve("duplicity-full." + T0 + ".vol2.difftar"));

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertGivenUp("vol2.difftar was stored, and is gone");
    assertRestores();
  }

  @Test
  void a_volume_of_another_size_ends_the_set() throws IOException {
    breakAfter(4);
    Files.write(archive.resolve("duplicity-full." + T0 + ".vol4.difftar"), new byte[7]);

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertGivenUp("is another file than this run has sealed");
  }

  @Test
  void a_volume_that_nobody_here_has_stored_ends_the_set() throws IOException {
    breakAfter(2);
    Files.write(archive.resolve("duplicity-full." + T0 + ".vol90.difftar"), new byte[7]);

    assertThat(backup().set()).isNotEqualTo(new SetId.Full(T0));
    assertGivenUp("the journal of the run does not know it");
    assertRestores();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_volume_whose_answer_was_lost_is_told_from_a_strange_one(boolean ours) throws IOException {
    storage.afterWrite =
        name -> {
          if (name.contains("vol3.")) {
            throw new StorageException(Reason.TRANSIENT, "no answer for " + name);
          }
        };
    assertThatThrownBy(this::backup).hasMessageContaining("no answer");
    storage.afterWrite = name -> {};
    Path volume = archive.resolve("duplicity-full." + T0 + ".vol3.difftar");
    if (!ours) {
      damage(volume);
    }

    var result = backup();

    assertThat(result.set().equals(new SetId.Full(T0))).isEqualTo(ours);
    if (!ours) {
      assertGivenUp("is another file than this run has sealed");
    }
    assertRestores();
  }
}
