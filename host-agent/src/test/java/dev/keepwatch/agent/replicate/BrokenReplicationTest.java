package dev.keepwatch.agent.replicate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.Envelopes;
import dev.keepwatch.agent.backup.BackupRequest;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.storage.MemoryStorage;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Copies that break off, at every place where they can, and what the next run makes of them.
class BrokenReplicationTest {

  private static final long DAY = 86_400;

  @TempDir Path home;
  private Bench bench;
  private final MemoryStorage source = new MemoryStorage();
  private final List<String> heard = new ArrayList<>();

  /// A full of some volumes and two increments, then another full.
  @BeforeEach
  void backUp() throws IOException {
    bench = new Bench(home, home.resolve("unused"));
    bench.storage = source;
    bench.volumeSize = 100_000;
    var tree = new SmallTree(home.resolve("source"));
    for (boolean full : new boolean[] {true, false, false, true}) {
      tree.file("state", bench.now.toString()).random("random", 1_500_000);
      bench.kind = full ? BackupRequest.Kind.FULL : BackupRequest.Kind.INCREMENTAL;
      bench.now = bench.now.plusSeconds(DAY);
      bench.backup(tree.root());
    }
  }

  @AfterEach
  void close() throws IOException {
    assertThat(home.resolve("tmp")).isEmptyDirectory();
    bench.close();
  }

  private Archive archive(Storage storage, Packaging packaging) {
    Envelopes envelopes = bench.unencrypted(packaging);
    return new Archive(storage, bench.names, envelopes);
  }

  private ReplicateResult replicate(Storage to, Packaging packaging) throws IOException {
    return new ReplicateJob(
            archive(source, Packaging.GZIP),
            archive(to, packaging),
            home.resolve("tmp"),
            new Ears())
        .run(new ReplicateRequest(Optional.empty(), false, false));
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "PLAIN"})
  void a_run_that_breaks_off_anywhere_is_finished_by_the_next(Packaging packaging)
      throws Exception {
    var truth = new MemoryStorage();
    replicate(truth, packaging);
    int files = truth.names().size();
    assertThat(files).isGreaterThan(14);
    for (int fails = 0; fails < files; fails++) {
      var copy = new MemoryStorage();
      var watched = new WatchedStorage(copy);
      int last = fails;
      watched.beforeWrite =
          name -> {
            if (watched.written.size() == last) {
              throw new StorageException(Reason.TRANSIENT, "cannot write " + name + ": not now.");
            }
          };

      assertThatThrownBy(() -> replicate(watched, packaging)).hasMessageContaining("not now");

      var half = archive(copy, packaging).catalog();
      assertThat(half.chains().stream().flatMap(chain -> chain.sets().stream()))
          .allMatch(BackupSet::isWhole);
      assertThat(half.orphans()).isEmpty();
      assertThat(half.incomplete()).hasSizeLessThan(2);
      watched.beforeWrite = name -> {};
      replicate(watched, packaging);
      assertThat(watched.written).doesNotHaveDuplicates().hasSize(files);
      for (String name : truth.names()) {
        assertThat(copy.content(name)).as(name).isEqualTo(truth.content(name));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GZIP", "PLAIN"})
  void the_manifests_of_a_copy_are_bound_to_each_other(Packaging packaging) throws Exception {
    var copy = new MemoryStorage();
    var half = new WatchedStorage(copy);
    half.beforeWrite = WatchedStorage.Trouble.with("20231118", Reason.TRANSIENT);
    assertThatThrownBy(() -> replicate(half, packaging)).isInstanceOf(StorageException.class);
    replicate(copy, packaging);
    String increment = "duplicity-inc.20231116T221320Z.to.20231117T221320Z.manifest";

    bench.storage = copy;
    bench.envelopes = bench.unencrypted(packaging);
    try (var cache = ArchiveCache.open(home.resolve("other"), bench.names)) {
      var chains = bench.archive().catalog().chains();
      assertThat(chains).hasSize(2);
      for (var chain : chains) {
        new CacheSync(bench.archive(), cache, notice -> {}).manifests(chain.sets());
        assertThat(cache.digest(chain.sets())).as("a chain that is proved").isPresent();
      }
    }
    assertThat(new String(copy.content(increment), UTF_8)).contains(" parent=sha256:");
  }

  @Test
  void a_part_that_is_another_file_is_refused_and_nothing_overwritten() throws Exception {
    var copy = new MemoryStorage();
    String volume = source.names().stream().filter(n -> n.contains("vol1")).findFirst().get();
    copy.put(volume, new byte[] {1});

    assertThatThrownBy(() -> replicate(copy, Packaging.GZIP))
        .isInstanceOfSatisfying(
            StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EXISTS))
        .hasMessageContaining(volume)
        .hasMessageContaining("delete it there and run again");
    assertThat(copy.content(volume)).containsExactly(1);
  }

  @Test
  void a_whole_set_of_another_size_is_refused() throws Exception {
    var copy = new MemoryStorage();
    replicate(copy, Packaging.GZIP);
    copy.remove(
        copy.names().stream()
            .filter(n -> n.startsWith("duplicity-full.") && n.contains(".vol"))
            .max(String::compareTo)
            .orElseThrow());

    assertThatThrownBy(() -> replicate(copy, Packaging.GZIP))
        .hasMessageContaining("it is there already, and is not the same");
  }

  @Test
  void a_volume_that_was_altered_ends_its_chain_and_the_next_is_copied() throws Exception {
    String inc =
        source.names().stream()
            .filter(n -> n.startsWith("duplicity-inc.") && n.contains(".vol1."))
            .findFirst()
            .orElseThrow();
    source.put(inc, new byte[] {1, 2, 3});
    var copy = new MemoryStorage();

    var result = replicate(copy, Packaging.GZIP);

    assertThat(result.damages()).isEqualTo(1);
    assertThat(result.firstDamage().orElseThrow())
        .hasMessageContaining(inc + " is not the file that was stored");
    var chains = archive(copy, Packaging.GZIP).catalog().chains();
    assertThat(chains).hasSize(2);
    assertThat(chains).allMatch(chain -> chain.increments().isEmpty());
    assertThat(copy.names()).doesNotContain(inc);
  }

  private final class Ears implements ReplicateListener {
    @Override
    public void warning(String text) {
      heard.add(text);
    }

    @Override
    public void begins(BackupSet set) {}

    @Override
    public void present(BackupSet set) {}

    @Override
    public void stored(String fileName, long sizeBytes) {}

    @Override
    public void damaged(IOException damage) {
      heard.add(damage.toString());
    }
  }
}
