package dev.keepwatch.agent.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.agent.storage.ArchiveClass;
import dev.keepwatch.agent.storage.ArchivedFile;
import dev.keepwatch.agent.storage.FreezingStorage;
import dev.keepwatch.agent.thaw.FrozenException;
import dev.keepwatch.agent.thaw.FrozenFiles;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A verification of what lies in archive classes.
class FrozenVerifyTest {

  @TempDir Path home;
  private final FreezingStorage storage = new FreezingStorage();
  private Bench bench;
  private SmallTree tree;
  private String path = "";

  @BeforeEach
  void backUp() throws IOException {
    bench = new Bench(home, home.resolve("unused"));
    bench.storage = storage;
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    bench.volumeSize = 200_000;
    tree = new SmallTree(home.resolve("source")).random("a", 5000).random("big", 700_000);
    bench.backup(tree.root());
    storage.read.clear();
  }

  @AfterEach
  void close() {
    bench.close();
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

  private static List<String> names(FrozenException e) {
    return e.plan().files().stream().map(ArchivedFile::name).sorted().toList();
  }

  private List<String> named(String part) {
    return storage.memory.names().stream().filter(name -> name.contains(part)).toList();
  }

  private void bringBack(FrozenException e) {
    e.plan().files().forEach(file -> storage.ask(file.name()));
    storage.bringBack();
  }

  @Test
  void nothing_but_manifests_is_read_before_everything_can_be() {
    storage.freeze(".vol2", ArchiveClass.DEEP_ARCHIVE);

    var e = frozen();

    assertThat(names(e)).isEqualTo(named(".vol2"));
    assertThat(e.plan().needed()).isEqualTo(named(".vol").size() + named("sigtar").size());
    assertThat(storage.read).isEqualTo(named("manifest"));
    assertThat(storage.requests).isEmpty();
  }

  @Test
  void what_is_back_is_verified() throws Exception {
    storage.freeze("", ArchiveClass.GLACIER);
    var manifests = frozen();
    assertThat(names(manifests)).isEqualTo(named("manifest"));
    bringBack(manifests);
    var rest = frozen();
    assertThat(names(rest)).doesNotContainAnyElementsOf(named("manifest"));
    bringBack(rest);

    var result = verify(FrozenFiles.of(storage));

    assertThat(result.isWell()).isTrue();
    assertThat(storage.requests).isEmpty();
  }

  @Test
  void for_a_path_only_its_volumes_are_needed_and_no_signatures() {
    storage.freeze("", ArchiveClass.GLACIER);
    bringBack(frozen());
    path = "a";

    assertThat(names(frozen())).isEqualTo(named(".vol1."));
  }

  @Test
  void of_a_set_whose_manifest_is_damaged_every_volume_is_needed() throws Exception {
    storage.freeze(".vol", ArchiveClass.GLACIER);
    storage.memory.put(named("manifest").getFirst(), new byte[] {1});
    try (var cache = ArchiveCache.open(home.resolve("cache"), bench.names)) {
      var set = bench.archive().catalog().chains().getFirst().sets().getFirst();
      cache.drop(set.id());
    }

    assertThat(names(frozen())).isEqualTo(named(".vol"));
  }

  @Test
  void a_plan_ends_before_signatures_are_read() {
    var e =
        catchThrowableOfType(FrozenException.class, () -> verify(FrozenFiles.planning(storage)));

    assertThat(e.plan().isReadable()).isTrue();
    assertThat(storage.read).isEqualTo(named("manifest"));
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
