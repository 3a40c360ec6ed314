package dev.keepwatch.agent.verify;

import static dev.keepwatch.agent.engine.FrozenBench.lacking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.FrozenBench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.storage.FreezingStorage;
import dev.keepwatch.agent.thaw.FrozenException;
import dev.keepwatch.agent.thaw.FrozenFiles;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A verification of what lies in archive classes.
class FrozenVerifyTest {

  @TempDir Path home;
  private FrozenBench frozenBench;
  private FreezingStorage storage;
  private Bench bench;
  private SmallTree tree;
  private String path = "";

  @BeforeEach
  void backUp() throws IOException {
    frozenBench = new FrozenBench(home);
    storage = frozenBench.storage;
    bench = frozenBench.bench;
    tree = new SmallTree(home.resolve("source")).random("a", 5000).random("big", 700_000);
    bench.backup(tree.root());
    storage.read.clear();
  }

  @AfterEach
  void close() {
    frozenBench.close();
  }

  private VerifyResult verify(FrozenFiles frozen) throws IOException {
    var compared = path.isEmpty() ? tree.root() : tree.root().resolve(path);
    var request =
        new VerifyRequest(ArchivePath.of(path), bench.now, compared, Selection.all(), true);
    try (var cache = ArchiveCache.open(bench.cacheDirectory(), bench.names)) {
      return new VerifyJob(bench.archive(), cache, home.resolve("tmp"), new Ears(), frozen)
          .run(request);
    }
  }

  private FrozenException frozen() {
    return catchThrowableOfType(FrozenException.class, () -> verify(FrozenFiles.of(storage)));
  }

  @Test
  void nothing_but_manifests_is_read_before_everything_can_be() {
    storage.freeze(".vol2", ArchiveClass.DEEP_ARCHIVE);

    var e = frozen();

    assertThat(lacking(e)).isEqualTo(frozenBench.named(".vol2"));
    assertThat(e.plan().needed())
        .isEqualTo(frozenBench.named(".vol").size() + frozenBench.named("sigtar").size());
    assertThat(storage.read).isEqualTo(frozenBench.named("manifest"));
    assertThat(storage.requests).isEmpty();
  }

  @Test
  void what_is_back_is_verified() throws Exception {
    storage.freeze("", ArchiveClass.GLACIER);
    var manifests = frozen();
    assertThat(lacking(manifests)).isEqualTo(frozenBench.named("manifest"));
    frozenBench.bringBack(manifests);
    var rest = frozen();
    assertThat(lacking(rest)).doesNotContainAnyElementsOf(frozenBench.named("manifest"));
    frozenBench.bringBack(rest);

    var result = verify(FrozenFiles.of(storage));

    assertThat(result.isWell()).isTrue();
    assertThat(storage.requests).isEmpty();
  }

  @Test
  void for_a_path_only_its_volumes_are_needed_and_no_signatures() {
    storage.freeze("", ArchiveClass.GLACIER);
    frozenBench.bringBack(frozen());
    path = "a";

    assertThat(lacking(frozen())).isEqualTo(frozenBench.named(".vol1."));
  }

  @Test
  void of_a_set_whose_manifest_is_damaged_every_volume_is_needed() throws Exception {
    storage.freeze(".vol", ArchiveClass.GLACIER);
    storage.memory.put(frozenBench.named("manifest").getFirst(), new byte[] {1});
    try (var cache = ArchiveCache.open(home.resolve("cache"), bench.names)) {
      var set = bench.archive().catalog().chains().getFirst().sets().getFirst();
      cache.drop(set.id());
    }

    assertThat(lacking(frozen())).isEqualTo(frozenBench.named(".vol"));
  }

  @Test
  void a_plan_ends_before_signatures_are_read() {
    var e =
        catchThrowableOfType(FrozenException.class, () -> verify(FrozenFiles.planning(storage)));

    assertThat(e.plan().isReadable()).isTrue();
    assertThat(storage.read).isEqualTo(frozenBench.named("manifest"));
  }

  /// Nobody listens.
  private static final class Ears implements VerifyListener {
    @Override
    public void notice(String text) {}

    @Override
    public void warning(String text) {}

    @Override
    public void fetched(String volumeName) {}

    @Override
    public void differs(Difference difference) {}

    @Override
    public void damaged(IOException damage) {}

    @Override
    public void unreadable(ArchivePath path, String reason) {}

    @Override
    public void skipped(ArchivePath path, String reason) {}
  }
}
