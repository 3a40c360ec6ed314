package dev.keepwatch.agent.verify;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.agent.storage.MemoryStorage;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyJobTest {

  private static final String MAGIC = "rs\u00026";

  @TempDir Path home;
  private Bench bench;
  private SmallTree tree;
  private final MemoryStorage memory = new MemoryStorage();
  private final WatchedStorage storage = new WatchedStorage(memory);
  private final List<String> heard = new ArrayList<>();

  /// A full of some volumes over which one file reaches, and an increment with a difference.
  @BeforeEach
  void backUp() throws IOException {
    bench = new Bench(home, home.resolve("unused"));
    bench.storage = storage;
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    bench.volumeSize = 200_000;
    tree =
        new SmallTree(home.resolve("source"))
            .random("a", 5000)
            .random("big", 700_000)
            .file("c", "c")
            .file("z", "z");
    bench.backup(tree.root());
    byte[] content = Files.readAllBytes(tree.root().resolve("a"));
    content[4000]++;
    tree.file("a", content);
    bench.now = bench.now.plusSeconds(60);
    bench.backup(tree.root());
  }

  @AfterEach
  void close() throws IOException {
    assertThat(home.resolve("tmp")).isEmptyDirectory();
    bench.close();
  }

  private VerifyResult verify(boolean data) throws IOException {
    var request =
        new VerifyRequest(ArchivePath.root(), bench.now, tree.root(), Selection.all(), data);
    try (var cache = ArchiveCache.open(bench.cacheDirectory(), bench.names)) {
      return new VerifyJob(bench.archive(), cache, home.resolve("tmp"), new Ears()).run(request);
    }
  }

  private String named(String... parts) {
    return memory.names().stream()
        .filter(name -> List.of(parts).stream().allMatch(name::contains))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void each_volume_is_brought_in_once() throws Exception {
    storage.read.clear();

    var result = verify(true);

    assertThat(result.isWell()).as("%s", heard).isTrue();
    assertThat(result.compared()).isEqualTo(5);
    assertThat(storage.read).doesNotHaveDuplicates().hasSameElementsAs(memory.names());
  }

  @Test
  void a_file_that_reaches_into_a_damaged_volume_is_not_compared_and_all_others_are()
      throws Exception {
    memory.put(named("full", "vol2."), new byte[] {1});
    tree.file("z", "another z");

    var result = verify(true);

    assertThat(result.damages()).as("%s", heard).isEqualTo(1);
    assertThat(result.complete()).isTrue();
    assertThat(result.compared()).isEqualTo(4);
    assertThat(heard).contains("differs: z").noneMatch(line -> line.endsWith(": big"));
  }

  @Test
  void a_difference_that_cannot_be_applied_is_found_without_comparing_data() throws Exception {
    String volume = named("inc", "vol1.");
    var text = new StringBuilder(new String(memory.content(volume), ISO_8859_1));
    text.setCharAt(text.indexOf(MAGIC) + 4, 'U');
    String manifest = named("inc", "manifest");
    String then = new String(memory.content(manifest), ISO_8859_1);
    byte[] altered = text.toString().getBytes(ISO_8859_1);
    memory.put(
        manifest, then.replace(sha1(memory.content(volume)), sha1(altered)).getBytes(ISO_8859_1));
    memory.put(volume, altered);
    new SmallTree(bench.cacheDirectory()).remove("");

    var result = verify(false);

    assertThat(result.damages()).as("%s", heard).isEqualTo(1);
    assertThat(heard).anyMatch(line -> line.contains("'a' cannot be put together"));
    assertThat(result.compared()).isEqualTo(4);
  }

  private static String sha1(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
  }

  @Test
  void a_storage_that_does_not_answer_is_no_damage() {
    storage.beforeRead = WatchedStorage.Trouble.with("vol3", Reason.TRANSIENT);

    assertThatThrownBy(() -> verify(true)).hasMessageContaining("vol3");

    assertThat(heard).noneMatch(line -> line.startsWith("damaged"));
  }

  private final class Ears implements VerifyListener {
    @Override
    public void notice(String text) {}

    @Override
    public void warning(String text) {
      heard.add("warning: " + text);
    }

    @Override
    public void fetched(String volumeName) {}

    @Override
    public void differs(Difference difference) {
      heard.add("differs: " + difference.path());
    }

    @Override
    public void damaged(IOException damage) {
      heard.add("damaged: " + damage.getMessage());
    }

    @Override
    public void unreadable(ArchivePath path, String reason) {
      heard.add("unreadable: " + path);
    }

    @Override
    public void skipped(ArchivePath path, String reason) {}
  }
}
