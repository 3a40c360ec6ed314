package dev.keepwatch.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.engine.WatchedStorage.Trouble;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs that break off, wherever they do.
class BrokenRunTest {

  @TempDir Path home;
  private Bench bench;
  private WatchedStorage storage;
  private SmallTree source;

  @BeforeEach
  void setUp() throws IOException {
    Path archive = Files.createDirectory(home.resolve("archive"));
    bench = new Bench(home, archive);
    bench.volumeSize = 100_000;
    // Not compressed, so that a volume's size is known when a member has been written.
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    storage = new WatchedStorage(new FileStorage(archive));
    bench.storage = storage;
    source = new SmallTree(home.resolve("source")).random("a", 300_000).file("d/b", "two");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private BackupResult backup() throws IOException {
    bench.now = bench.now.plusSeconds(60);
    return bench.backup(source.root());
  }

  private void assertRestores() throws IOException {
    Path target = home.resolve("restored-" + bench.now.getEpochSecond());
    assertThat(bench.restore(target, bench.now).errors()).isZero();
    assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(source.root()));
  }

  private void assertNothingTemporary() throws IOException {
    assertThat(home.resolve("tmp")).isEmptyDirectory();
    try (var cached = Files.list(bench.cacheDirectory())) {
      assertThat(cached.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.equals("keepwatch-unfinished") || name.endsWith(".incoming"));
    }
  }

  private void assertNothingTwice() {
    assertThat(new HashSet<>(storage.written)).hasSameSizeAs(storage.written);
  }

  @ParameterizedTest
  @CsvSource({"vol1.", "vol2.", "vol4.", "signatures", "manifest"})
  void a_full_that_breaks_off_is_no_backup_and_the_next_run_makes_one(String part)
      throws IOException {
    storage.beforeWrite = Trouble.with(part, Reason.TRANSIENT);

    assertThatThrownBy(this::backup).isInstanceOf(StorageException.class);
    assertThat(storage.written).noneMatch(name -> name.contains("manifest"));
    storage.beforeWrite = name -> {};

    assertThat(backup().set()).isInstanceOf(SetId.Full.class);
    assertNothingTwice();
    assertNothingTemporary();
    assertRestores();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vol1.", "vol3.", "signatures", "manifest"})
  void an_increment_that_breaks_off_leaves_the_chain_as_it_was(String part) throws IOException {
    var full = backup().set();
    source.random("a", 400_000).file("new", "new");
    storage.beforeWrite = Trouble.with(part, Reason.DENIED);
    assertThatThrownBy(this::backup).isInstanceOf(StorageException.class);
    storage.beforeWrite = name -> {};
    source.file("d/b", "changed").remove("new");

    var next = (SetId.Incremental) backup().set();

    assertThat(next.from()).as("the one that broke off is whole now").isNotEqualTo(full.time());
    assertNothingTwice();
    assertNothingTemporary();
    assertRestores();
  }

  @Test
  void a_manifest_that_did_arrive_though_nobody_knew_counts() throws IOException {
    var full = backup().set();
    source.file("new", "new");
    storage.afterWrite = Trouble.with("manifest", Reason.TRANSIENT);
    assertThatThrownBy(this::backup).isInstanceOf(StorageException.class);
    storage.afterWrite = name -> {};
    source.remove("new").file("d/b", "changed");
    storage.read.clear();

    var next = backup().set();

    assertThat(next).isNotEqualTo(new SetId.Incremental(full.time(), next.time()));
    assertThat(storage.read).as("the cache knew all").noneMatch(name -> name.contains("sigtar"));
    assertNothingTemporary();
    assertRestores();
  }

  @Test
  void a_manifest_of_somebody_else_is_not_taken_for_ours() throws IOException {
    storage.beforeWrite =
        name -> {
          if (name.contains("manifest")) {
            write(home.resolve("archive").resolve(name), "Volume 1:\n");
          }
        };

    assertThatThrownBy(this::backup)
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXISTS));
    assertNothingTemporary();
  }

  private static void write(Path file, String text) throws StorageException {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new StorageException(Reason.FAILED, "the test failed", e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vol1.", "vol4."})
  void an_error_of_the_machine_while_storing_commits_nothing(String part) {
    storage.beforeWrite =
        name -> {
          if (name.contains(part)) {
            throw new OutOfMemoryError("the test says so");
          }
        };

    assertThatThrownBy(this::backup).hasRootCauseInstanceOf(OutOfMemoryError.class);
    assertThat(storage.written).noneMatch(name -> name.contains("manifest"));
  }

  @Test
  void no_more_volumes_wait_than_are_in_flight_and_one() throws Exception {
    source.random("a", 2_000_000);
    var most = new AtomicLong();
    storage.beforeWrite =
        name -> {
          if (name.contains("vol1.")) {
            waitForVolumes(BackupRequest.USUAL_UPLOADS + 1);
          }
          most.accumulateAndGet(volumesInSpool(), Math::max);
        };

    var result = backup();

    assertThat(result.volumes()).isGreaterThan(10);
    assertThat(most).hasValue(BackupRequest.USUAL_UPLOADS + 1);
  }

  private void waitForVolumes(int count) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (volumesInSpool() < count && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private long volumesInSpool() {
    try (var files = Files.walk(home.resolve("tmp"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("volume-")).count();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  @Test
  void volumes_that_do_not_fit_on_the_disk_are_noticed_before_anything_is_written() {
    bench.volumeSize = Long.MAX_VALUE / 2;

    assertThatThrownBy(this::backup)
        .hasMessageContaining("needed for temporary files")
        .hasMessageContaining("--volsize");
    assertThat(storage.written).isEmpty();
  }
}
