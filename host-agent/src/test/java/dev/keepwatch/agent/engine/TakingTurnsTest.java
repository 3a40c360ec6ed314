package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Duplicity.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Keepwatch, duplicity 0.8.22 and duplicity 3.0.4 take turns in writing one chain, in random order
/// and modes, of a tree that changes at random; then each of them restores every generation.
///
/// `-Dkeepwatch.turns.seed=N` repeats one seed, `-Dkeepwatch.turns.seeds=50` takes more of them.
class TakingTurnsTest {

  private static final int GENERATIONS = 6;

  /// Modes that one chain may have: with the same passphrase and keys all of it can be read.
  private static final List<List<Mode>> FAMILIES =
      List.of(
          List.of(Mode.UNENCRYPTED, Mode.UNCOMPRESSED),
          List.of(Mode.SYMMETRIC, Mode.SIGNED_SYMMETRIC),
          List.of(
              Mode.PUBLIC_KEY,
              Mode.SIGNED_PUBLIC_KEY,
              Mode.HIDDEN_RECIPIENT,
              Mode.SEPARATE_SIGNER));

  private enum Player {
    KEEPWATCH,
    DUPLICITY_0_8,
    DUPLICITY_3
  }

  @TempDir Path home;

  static LongStream seeds() {
    Long one = Long.getLong("keepwatch.turns.seed");
    return one != null
        ? LongStream.of(one)
        : new Random().longs(Integer.getInteger("keepwatch.turns.seeds", 6), 0, 1_000_000_000);
  }

  @BeforeAll
  static void owners_need_root() {
    Fixtures.assumeRoot();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void each_restores_what_all_have_written(long seed) throws Exception {
    var random = new Random(seed);
    var family = FAMILIES.get(random.nextInt(FAMILIES.size()));
    var tree = new RandomTree(home.resolve("source"), seed);
    try (var players = new Players(seed, family.getFirst())) {
      for (int generation = 0; generation < GENERATIONS; generation++) {
        if (generation > 0) {
          tree.change();
        }
        var player = Player.values()[random.nextInt(Player.values().length)];
        var mode = family.get(random.nextInt(family.size()));
        players.write(player, mode, tree.root(), 100_000L + random.nextInt(1_000_000));
      }
      players.restoreAll();
    }
  }

  /// The three programs around one archive.
  private final class Players implements AutoCloseable {

    private final Path archive = Files.createDirectory(home.resolve("archive"));
    private final StringBuilder story = new StringBuilder();
    private final List<List<String>> truth = new ArrayList<>();
    private final Mode reading;
    private final Bench keepwatch;
    private final Duplicity old;
    private final Duplicity young;

    Players(long seed, Mode reading) throws IOException {
      this.reading = reading;
      this.keepwatch = new Bench(home, archive);
      keepwatch.allowSourceMismatch = true;
      this.old = new Duplicity(home.resolve("d0"), reading, Release.INSTALLED);
      this.young = new Duplicity(home.resolve("d3"), reading, Release.OF_LATER_DEBIAN);
      story.append("-Dkeepwatch.turns.seed=").append(seed);
    }

    void write(Player player, Mode mode, Path source, long volumeSize) throws IOException {
      Instant now = Fixtures.time(truth.size());
      story.append("%n%d: %s %s".formatted(truth.size(), player, mode));
      truth.add(TreeListing.of(source));
      switch (player) {
        case KEEPWATCH -> {
          keepwatch.envelopes = mode.envelopes(keepwatch);
          keepwatch.now = now;
          keepwatch.volumeSize = volumeSize;
          var result = keepwatch.backup(source);
          assertThat(result.errors()).as("%s%n%s", story, keepwatch.heard).isZero();
        }
        case DUPLICITY_0_8 -> write(old, mode, source, now);
        case DUPLICITY_3 -> write(young, mode, source, now);
      }
    }

    private void write(Duplicity duplicity, Mode mode, Path source, Instant now) {
      duplicity.options = mode.duplicityOptions();
      if (truth.size() == 1) {
        duplicity.full(source, archive, now);
      } else {
        duplicity.increment(source, archive, now);
      }
      duplicity.options = reading.duplicityOptions();
    }

    void restoreAll() throws IOException {
      keepwatch.envelopes = reading.envelopes(keepwatch);
      for (int generation = 0; generation < truth.size(); generation++) {
        for (var player : Player.values()) {
          Path target = home.resolve(player + "-" + generation);
          restore(player, target, Fixtures.time(generation));
          assertThat(TreeListing.of(target))
              .as("%s%ngeneration %d restored by %s", story, generation, player)
              .isEqualTo(truth.get(generation));
        }
      }
    }

    private void restore(Player player, Path target, Instant then) throws IOException {
      switch (player) {
        case KEEPWATCH ->
            assertThat(keepwatch.restore(target, then).errors()).as("%s", story).isZero();
        case DUPLICITY_0_8 -> old.restore(archive, target, then);
        case DUPLICITY_3 -> young.restore(archive, target, then);
      }
    }

    @Override
    public void close() {
      keepwatch.close();
      old.close();
      young.close();
    }
  }
}
