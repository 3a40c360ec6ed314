package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.Duplicity.Release;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A restore of an archive that a real duplicity wrote, interrupted and gone on with.
class ContinuedPeerTest {

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({"INSTALLED, UNENCRYPTED", "INSTALLED, SYMMETRIC", "OF_LATER_DEBIAN, PUBLIC_KEY"})
  void what_is_there_is_kept_by_the_sums_of_duplicity(Release release, Mode mode) throws Exception {
    Fixtures.assumeRoot();
    Path archive = Files.createDirectory(home.resolve("archive"));
    var tree = new SmallTree(home.resolve("source"));
    tree.file("a", "one").link("link", "a").file("empty", "");
    for (int i = 0; i < 12; i++) {
      tree.random("d/f" + i, 400_000 + i);
    }
    Instant full = Fixtures.time(0);
    Instant increment = Fixtures.time(1);
    try (var bench = new Bench(home, archive);
        var duplicity = new Duplicity(home.resolve("d"), mode, release)) {
      duplicity.options = Stream.concat(duplicity.options.stream(), volumes()).toList();
      duplicity.full(tree.root(), archive, full);
      tree.random("d/f3", 300_000).remove("d/f4").file("a", "two");
      duplicity.increment(tree.root(), archive, increment);
      bench.envelopes = mode.envelopes(bench);

      var truth = TreeListing.of(tree.root());
      goOn(bench, increment, truth);
    }
  }

  private static Stream<String> volumes() {
    return Stream.of("--volsize=1");
  }

  private void goOn(Bench bench, Instant state, List<String> truth) throws IOException {
    Path target = home.resolve("target");
    var whole = bench.storage;
    bench.storage = interrupted(whole, 5);
    assertThatThrownBy(() -> bench.restore(target, state)).isInstanceOf(StorageException.class);
    bench.storage = whole;
    bench.resume = true;
    bench.heard.clear();

    var result = bench.restore(target, state);

    assertThat(result.errors()).as("%s", bench.heard).isZero();
    assertThat(result.kept()).isGreaterThan(3);
    assertThat(bench.heard)
        .filteredOn(line -> line.startsWith("fetched: "))
        .isNotEmpty()
        .noneMatch(line -> line.contains("full") && line.contains(".vol1."));
    assertThat(TreeListing.of(target)).isEqualTo(truth);
  }

  private static Storage interrupted(Storage storage, int volume) {
    var watched = new WatchedStorage(storage);
    var volumes = new AtomicInteger();
    watched.beforeRead =
        name -> {
          if (name.contains(".vol") && volumes.incrementAndGet() == volume) {
            throw new StorageException(StorageException.Reason.FAILED, "the test says so");
          }
        };
    return watched;
  }
}
