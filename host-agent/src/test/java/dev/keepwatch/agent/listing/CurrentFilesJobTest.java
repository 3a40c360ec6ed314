package dev.keepwatch.agent.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.storage.file.FileStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrentFilesJobTest {

  @TempDir Path home;
  private Bench bench;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Bench(home, home.resolve("unused"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private List<String> list(Path archive, int state) throws IOException {
    bench.storage = new FileStorage(archive);
    var paths = new ArrayList<String>();
    try (var cache = ArchiveCache.open(bench.cacheDirectory(), bench.names)) {
      var job = new CurrentFilesJob(bench.archive(), cache, notice -> {});
      var time = job.run(Fixtures.time(state), entry -> paths.add(entry.path().toString()));
      assertThat(time.instant()).isEqualTo(Fixtures.time(state));
    }
    return paths;
  }

  @ParameterizedTest
  @ValueSource(strings = {"noenc", "dup3-noenc", "mini-nocomp"})
  void the_list_has_what_a_restore_brings_back(String variant) throws IOException {
    for (int state = 0; state < 4; state++) {
      var restored = Fixtures.restored(variant, state);

      assertThat(list(Fixtures.target(variant), state)).hasSameSizeAs(restored);
    }
  }

  @Test
  void the_list_names_entries_as_duplicity_does() throws IOException {
    Path listing = Fixtures.ROOT.resolve("expected/noenc/list-current-files-T2.txt");
    // It holds bytes that are no text.
    var theirs = Files.readAllLines(listing, StandardCharsets.ISO_8859_1);
    for (String path : list(Fixtures.target("noenc"), 2)) {
      if (path.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\')) {
        assertThat(theirs).as(path).anyMatch(line -> line.endsWith(" " + path));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "missing-full-signatures, NO_SIGNATURES",
    "missing-inc1-signatures, NO_SIGNATURES",
    "missing-last-signatures, NO_SIGNATURES",
    "missing-inc1-manifest, MANIFEST",
    "orphan-inc-gap, MANIFEST",
    "orphan-inc-no-full, NO_BACKUP",
    "missing-full-manifest, NO_BACKUP",
    "two-manifests, MANIFEST"
  })
  void an_older_list_is_never_given_for_a_newer_one(String variant, Reason reason)
      throws Exception {
    Fixtures.assumeRoot();
    Fixtures.run(
        List.of(
            "tar",
            "xpJf",
            Fixtures.ROOT.resolve("damaged.tar.xz").toString(),
            "-C",
            home.toString(),
            "all/" + variant));

    assertThatThrownBy(() -> list(home.resolve("all").resolve(variant), 2))
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
