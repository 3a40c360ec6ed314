package dev.keepwatch.agent.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.backup.BackupRequest;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.storage.MemoryStorage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.naming.SetId;
import dev.keepwatch.format.retention.RetentionPlan;
import dev.keepwatch.format.retention.RetentionPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Deletions that break off, at every place where they can.
class BrokenDeletionTest {

  private static final long DAY = 86_400;

  @TempDir Path home;
  private Bench bench;
  private SmallTree tree;
  private MemoryStorage memory;
  private final List<SetId> sets = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  /// Two chains that may go, a full with two increments and one with one, and one that stays.
  @BeforeEach
  void backUp() throws IOException {
    bench = new Bench(home, home.resolve("unused"));
    tree = new SmallTree(home.resolve("source"));
    memory = new MemoryStorage();
    bench.storage = memory;
    bench.volumeSize = 100_000;
    for (boolean full : new boolean[] {true, false, false, true, false, true, false}) {
      tree.file("state", "state " + sets.size()).random("random", 1_500_000);
      bench.kind = full ? BackupRequest.Kind.FULL : BackupRequest.Kind.INCREMENTAL;
      bench.now = bench.now.plusSeconds(DAY);
      sets.add(bench.backup(tree.root()).set());
    }
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private RetentionResult run(RetentionPolicy policy) throws IOException {
    try (var cache = ArchiveCache.open(bench.cacheDirectory(), bench.names)) {
      return new RetentionJob(bench.archive(), cache, () -> bench.now, new Ears())
          .run(new RetentionRequest(policy, true));
    }
  }

  private MemoryStorage copy() {
    var copy = new MemoryStorage();
    memory.names().forEach(name -> copy.put(name, memory.content(name)));
    return copy;
  }

  private Catalog catalog() throws IOException {
    return bench.archive().catalog();
  }

  /// What is restored at each time of the catalog's chains.
  private Map<Instant, List<String>> restored(String into) throws IOException {
    var states = new TreeMap<Instant, List<String>>();
    for (var chain : catalog().chains()) {
      for (var set : chain.sets()) {
        Path target = home.resolve(into + "-" + set.time());
        bench.restore(target, set.time().instant());
        states.put(set.time().instant(), TreeListing.of(target));
      }
    }
    return states;
  }

  @Test
  void whatever_is_left_is_restored_as_before_and_what_is_half_gone_is_seen() throws Exception {
    var truth = restored("truth");
    int files =
        Math.toIntExact(
            RetentionPlan.of(catalog(), new RetentionPolicy.AllButFulls(1)).going().stream()
                .flatMap(BackupSet::fileNames)
                .count());
    assertThat(files).isGreaterThan(15);
    for (int fails = 0; fails < files; fails++) {
      var watched = new WatchedStorage(copy());
      int last = fails;
      watched.beforeDelete =
          name -> {
            if (watched.deleted.size() == last) {
              throw new StorageException(Reason.DENIED, "cannot delete " + name + ": no.");
            }
          };
      bench.storage = watched;

      assertThatThrownBy(() -> run(new RetentionPolicy.AllButFulls(1)))
          .hasMessageContaining("cannot delete");

      assertThat(watched.deleted).hasSize(fails);
      var left = restored("left-" + fails);
      assertThat(truth).as("after %d deletions", fails).containsAllEntriesOf(left);
      assertThat(left.keySet()).contains(time(5), time(6));
      assertThat(catalog().orphans()).isEmpty();
      assertThat(catalog().incomplete().size()).isLessThanOrEqualTo(1);
      assertThat(catalog().chains().stream().flatMap(chain -> chain.sets().stream()))
          .allMatch(BackupSet::isWhole);
    }
  }

  private Instant time(int set) {
    return sets.get(set).time().instant();
  }

  @Test
  void the_cache_forgets_what_is_gone_and_the_next_increment_goes_on() throws Exception {
    var result = run(new RetentionPolicy.OlderThan(bench.now.plusSeconds(DAY)));

    assertThat(result.plan().going()).hasSize(5);
    assertThat(result.deletedFiles()).isEqualTo(told.size());
    assertThat(catalog().chains()).hasSize(1);
    try (var cache = ArchiveCache.open(bench.cacheDirectory(), bench.names)) {
      assertThat(cache.catalog().chains()).hasSize(1);
    }
    tree.file("later", "later");
    bench.kind = BackupRequest.Kind.INCREMENTAL;
    bench.now = bench.now.plusSeconds(DAY);
    assertThat(bench.backup(tree.root()).set())
        .isEqualTo(
            new SetId.Incremental(sets.getLast().time(), catalog().newestTime().orElseThrow()));
  }

  @Test
  void files_of_others_are_left_alone() throws Exception {
    memory.put("duplicity-full.nonsense.manifest", new byte[1]);
    memory.put("letter.txt", new byte[1]);

    run(new RetentionPolicy.AllButFulls(1));

    assertThat(memory.names()).contains("duplicity-full.nonsense.manifest", "letter.txt");
    assertThat(told).doesNotContain("letter.txt");
  }

  @Test
  void the_newest_set_goes_first_and_its_manifest_before_all_else() throws Exception {
    run(new RetentionPolicy.AllButFulls(1));

    assertThat(told.getFirst()).startsWith("duplicity-inc.").endsWith(".manifest");
    var firsts =
        told.stream().map(name -> bench.names.parse(name).orElseThrow().set()).distinct().toList();
    assertThat(firsts).isEqualTo(sets.subList(0, 5).reversed());
  }

  private final class Ears implements RetentionListener {
    @Override
    public void planned(RetentionPlan plan) {}

    @Override
    public void deleted(String fileName) {
      told.add(fileName);
    }

    @Override
    public void deleted(BackupSet set) {}
  }
}
