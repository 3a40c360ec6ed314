package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sets of which this host knows nothing and which it continues.
class AdoptedRunTest extends ForgottenRuns {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void a_full_is_continued_behind_any_volume(int volumes) throws IOException {
    leave(volumes);
    source.file("a", "changed").remove("z").file("d/new", "new");

    assertContinues(FULL);
  }

  @Test
  void what_is_continued_may_be_interrupted_again() throws IOException {
    leave(2);
    breakAfter(2);
    source.file("a", "changed");

    assertContinues(FULL);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void an_increment_is_continued_with_what_it_builds_on(int volumes) throws IOException {
    backup();
    byte[] content = Files.readAllBytes(source.root().resolve("big"));
    for (int at = 0; at < content.length; at += 3_000) {
      content[at]++;
    }
    source.file("big", content).remove("a").remove("d").random("x", 400_000);
    source.file("d", "a file now");
    var set = new SetId.Incremental(T0, BackupTime.at(bench.now));
    leave(volumes);

    assertContinues(set);
  }

  @Test
  void duplicity_s_notes_say_that_its_run_is_over() throws IOException {
    leave(3);
    touched(Duration.ofMinutes(1));
    note("fixture-host");

    assertContinues(FULL);
    assertThat(Files.exists(notes())).isFalse();
  }

  @Test
  void a_dry_run_reads_nothing_of_it_and_keeps_duplicity_s_notes() throws IOException {
    leave(3);
    note("fixture-host");
    bench.dryRun = true;
    storage.beforeRead =
        name -> {
          throw new StorageException(Reason.FAILED, "the test says so");
        };

    backup();

    assertThat(notes()).exists();
  }
}
