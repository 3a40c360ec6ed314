package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.engine.Fixtures;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs in a random order of troubles: what a run that ended well has stored comes back, and
/// nothing that is stored ever changes or goes.
///
/// `-Dkeepwatch.runs.seed=N` repeats one seed, `-Dkeepwatch.runs.seeds=500` takes more of them.
class RandomRunsTest {

  private static final int RUNS = 8;

  @TempDir Path home;

  static LongStream seeds() {
    Long one = Long.getLong("keepwatch.runs.seed");
    return one != null
        ? LongStream.of(one)
        : new Random().longs(Integer.getInteger("keepwatch.runs.seeds", 20), 0, 1_000_000_000);
  }

  @BeforeAll
  static void owners_need_root() {
    Fixtures.assumeRoot();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void what_a_good_run_has_stored_comes_back(long seed) throws Exception {
    try (var runs = new RandomRuns(home, seed)) {
      try {
        for (int run = 0; run < RUNS; run++) {
          runs.next();
        }
        runs.calm();
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "-Dkeepwatch.runs.seed=" + seed + "\n" + runs.story() + "\n" + e, e);
      }
    }
  }
}
