package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.envelope.OutsideProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// SIGKILL at random moments of full and incremental runs, on a directory and on S3: in between
/// nothing looks like a backup that is none, no name is written twice, and in the end there is a
/// whole chain that duplicity restores.
///
/// `-Dkeepwatch.kill.seed=N` repeats one seed, `-Dkeepwatch.kill.seeds=40` takes more of them.
class KilledRunTest {

  private static final int MOST_KILLS = 3;

  @TempDir Path home;

  static LongStream seeds() {
    Long one = Long.getLong("keepwatch.kill.seed");
    return one != null
        ? LongStream.of(one)
        : new Random().longs(Integer.getInteger("keepwatch.kill.seeds", 8), 0, 1_000_000_000);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void what_is_killed_is_continued(long seed) throws Exception {
    var random = new Random(seed);
    boolean encrypted = random.nextBoolean();
    try (var place =
        random.nextBoolean() ? Place.directory(home) : Place.bucket("killed-" + seed)) {
      var run = new Run(random, place, encrypted);
      run.grow();
      run.untilItIsDone();
      run.change();
      run.untilItIsDone();
      run.assertRestored();
    } catch (AssertionError e) {
      throw new AssertionError("-Dkeepwatch.kill.seed=" + seed + ": " + e.getMessage(), e);
    }
  }

  private final class Run {
    private final Random random;
    private final Place place;
    private final boolean encrypted;
    private final Path source = home.resolve("source");
    private final StoredHistory history;
    private int sets;

    Run(Random random, Place place, boolean encrypted) {
      this.random = random;
      this.place = place;
      this.history = new StoredHistory(place.storage());
      this.encrypted = encrypted;
    }

    void grow() throws IOException {
      for (int directory = 0; directory < 4; directory++) {
        Path in = Files.createDirectories(source.resolve("d" + directory));
        for (int file = 0; file < 15; file++) {
          Files.write(in.resolve("f" + file), bytes(random.nextInt(30_000)));
        }
      }
      Files.write(source.resolve("d1/large"), bytes(1_500_000 + random.nextInt(1_000_000)));
      Files.write(source.resolve("d3/larger"), bytes(2_500_000));
    }

    private byte[] bytes(int length) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      return bytes;
    }

    void change() throws IOException {
      Path large = source.resolve("d1/large");
      byte[] content = Files.readAllBytes(large);
      for (int at = random.nextInt(5_000); at < content.length; at += 20_000) {
        content[at]++;
      }
      Files.write(large, content);
      Files.write(source.resolve("d2/new"), bytes(1_500_000));
      Files.delete(source.resolve("d0/f7"));
      Files.write(source.resolve("d3/f9"), bytes(100));
    }

    void untilItIsDone() throws Exception {
      int kills = 1 + random.nextInt(MOST_KILLS);
      for (int kill = 0; kill < kills; kill++) {
        if (!killed()) {
          break;
        }
        history.look();
      }
      assertThat(start().waitFor()).as(() -> "the last run: " + output()).isZero();
      history.look();
      var catalog = history.catalog();
      assertThat(catalog.defects()).isEmpty();
      assertThat(catalog.chains()).hasSize(1);
      assertThat(catalog.chains().getFirst().sets().size()).isGreaterThan(sets);
      sets = catalog.chains().getFirst().sets().size();
    }

    /// @return false if the run was faster
    private boolean killed() throws Exception {
      var process = start();
      boolean byTime = random.nextInt(3) == 0;
      if (byTime) {
        process.waitFor(200 + random.nextInt(1500), TimeUnit.MILLISECONDS);
      } else {
        int enough = history.files().size() + 1 + random.nextInt(8);
        while (!process.waitFor(5, TimeUnit.MILLISECONDS) && history.files().size() < enough) {}
        process.waitFor(random.nextInt(40), TimeUnit.MILLISECONDS);
      }
      boolean alive = process.isAlive();
      process.destroyForcibly().waitFor();
      return alive;
    }

    private Process start() throws IOException {
      var command = OwnProcess.command("backup", source.toString(), place.url(), "--volsize=1");
      command.addAll(place.options());
      command.add("--archive-dir=" + home.resolve("cache"));
      command.add("--tempdir=" + Files.createDirectories(home.resolve("tmp")));
      if (!encrypted) {
        command.add("--no-encryption");
      }
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(home.resolve("output").toFile());
      builder.environment().putAll(OwnProcess.environment(home));
      builder.environment().put("PASSPHRASE", "open sesame");
      builder.environment().putAll(place.environment());
      return builder.start();
    }

    private String output() {
      try {
        return Files.readString(home.resolve("output"));
      } catch (IOException e) {
        return e.toString();
      }
    }

    void assertRestored() throws Exception {
      Path copy = Files.createDirectory(home.resolve("copy"));
      for (var file : history.files()) {
        try (var content = place.storage().read(file.name())) {
          Files.copy(content, copy.resolve(file.name()));
        }
      }
      var environment = Map.of("PASSPHRASE", "open sesame", "TZ", "UTC", "HOME", home.toString());
      var duplicity = OutsideProgram.required("duplicity", environment);
      Path target = home.resolve("restored");
      var options =
          new ArrayList<>(
              List.of(
                  "restore",
                  "--archive-dir=" + home.resolve("theirs"),
                  "file://" + copy,
                  target.toString()));
      if (!encrypted) {
        options.add("--no-encryption");
      }
      duplicity.run(options.toArray(String[]::new)).succeeded();
      assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(source));
      assertThat(home.resolve("tmp")).isEmptyDirectory();
    }
  }
}
