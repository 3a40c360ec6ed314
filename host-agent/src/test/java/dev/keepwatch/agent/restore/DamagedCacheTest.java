package dev.keepwatch.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The local cache is damaged, and the archive is sound.
class DamagedCacheTest {

  @TempDir Path home;
  private Bench bench;
  private SmallTree tree;
  private RestoreRuns runs;
  private Path target;

  @BeforeEach
  void backUp() throws IOException {
    bench = new Bench(home, home.resolve("archive"));
    tree = new SmallTree(home.resolve("source")).random("a", 5000);
    bench.backup(tree.root());
    runs = new RestoreRuns(bench);
    target = home.resolve("target");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Path only(Path directory, String part) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> file.toString().contains(part)).findFirst().orElseThrow();
    }
  }

  private byte[] damaged(String kind, Path manifest) throws IOException {
    byte[] whole = Files.readAllBytes(manifest);
    return switch (kind) {
      case "empty" -> new byte[0];
      case "noise" -> new byte[whole.length];
      default -> Arrays.copyOf(whole, whole.length / 2);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "noise", "cut"})
  void the_archives_manifest_takes_the_place_of_a_damaged_copy(String kind) throws Exception {
    Path copy = only(bench.cacheDirectory(), ".manifest");
    Files.write(copy, damaged(kind, copy));

    runs.run(target, bench.now);

    assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(tree.root()));
    assertThat(runs.heard)
        .filteredOn(line -> line.startsWith("warning: "))
        .singleElement()
        .asString()
        .contains("The copy of the manifest of the full", "is damaged; the one in the archive");
    runs.heard.clear();
    runs.run(home.resolve("again"), bench.now);
    assertThat(runs.heard).noneMatch(line -> line.startsWith("warning: "));
  }

  @Test
  void where_the_archives_is_damaged_too_nothing_is_restored() throws IOException {
    Files.write(only(bench.cacheDirectory(), ".manifest"), new byte[3]);
    Path stored = only(home.resolve("archive"), ".manifest");
    Files.write(stored, new byte[3]);

    assertThatThrownBy(() -> runs.run(target, bench.now)).hasMessageContaining("manifest");
    assertThat(target).doesNotExist();
  }
}
