package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.backup.BackupResult;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What tests of runs that break off have in common: a small source, and a directory for its
/// archive that is watched and made to fail.
public abstract class WatchedRuns {

  @TempDir protected Path home;
  protected Path archive;
  protected Bench bench;
  protected WatchedStorage storage;
  protected SmallTree source;

  @BeforeEach
  void putTogether() throws IOException {
    archive = Files.createDirectory(home.resolve("archive"));
    bench = new Bench(home, archive);
    bench.volumeSize = 150_000;
    // Not compressed, so that a volume's size is known when a member has been written.
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    storage = new WatchedStorage(new FileStorage(archive));
    bench.storage = storage;
    source = new SmallTree(home.resolve("source"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /// Backs up; a minute goes by.
  protected final BackupResult backup() throws IOException {
    var result = bench.backup(source.root());
    bench.now = bench.now.plusSeconds(60);
    return result;
  }

  /// Lets a run store so many files, and no more.
  protected final void breakAfter(int files) {
    int enough = storage.written.size() + files;
    storage.beforeWrite =
        name -> {
          if (storage.written.size() >= enough) {
            throw new StorageException(Reason.TRANSIENT, "cannot write " + name + ": not now.");
          }
        };
    assertThatThrownBy(this::backup).hasMessageContaining("not now");
    storage.beforeWrite = name -> {};
  }

  /// Lets a run store all but what has this in its name.
  protected final void breakAt(String part) {
    storage.beforeWrite = WatchedStorage.Trouble.with(part, Reason.TRANSIENT);
    assertThatThrownBy(this::backup).isInstanceOf(StorageException.class);
    storage.beforeWrite = name -> {};
  }

  /// One bit in the midst of a file is another.
  protected static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 4;
    Files.write(file, bytes);
  }

  protected final Path temporary() {
    return home.resolve("tmp");
  }

  /// What the cache knows of a run that is not at its end.
  protected final Path unfinished() {
    return bench.cacheDirectory().resolve("keepwatch-unfinished");
  }

  /// The source as it is now comes back, and no name was written twice for it.
  ///
  /// @return where it was restored to
  protected final Path assertRestores() throws IOException {
    Path target = home.resolve("restored-" + bench.now.getEpochSecond());
    assertThat(bench.restore(target, bench.now).errors()).isZero();
    assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(source.root()));
    assertThat(new HashSet<>(storage.written)).as("no name twice").hasSameSizeAs(storage.written);
    return target;
  }
}
