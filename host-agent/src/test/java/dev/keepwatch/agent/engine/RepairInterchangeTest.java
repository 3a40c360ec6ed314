package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Duplicity.Release;
import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.repair.RepairRequest;
import dev.keepwatch.agent.rsync.BlockLength;
import dev.keepwatch.agent.selection.Rule;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What was lost and rebuilt serves real duplicity as if nothing had been: it restores byte for
/// byte, lists, and goes on.
class RepairInterchangeTest {

  private static final RepairRequest WRITE =
      new RepairRequest(Optional.empty(), Optional.empty(), BlockLength.USUAL, true);

  private static final long SMALL_VOLUMES = 150_000;

  @TempDir Path home;
  private Path sources;
  private Path archive;

  @BeforeEach
  void unpack() throws Exception {
    sources = Fixtures.unpackSources(Files.createDirectory(home.resolve("sources")));
    archive = Files.createDirectory(home.resolve("archive"));
  }

  private void backup(Bench bench, int state) throws Exception {
    bench.now = Fixtures.time(state);
    bench.volumeSize = SMALL_VOLUMES;
    Path source = sources.resolve("T" + state);
    bench.selection = Selection.of(PathBytes.of(source), List.of(Rule.exclude("**.tmp")));
    assertThat(bench.backup(source, Path.of("/srv/work/src")).errors()).isZero();
  }

  private static Catalog catalog(Bench bench) throws IOException {
    return bench.archive().catalog();
  }

  private static List<BackupSet> sets(Bench bench) throws IOException {
    return catalog(bench).chains().getFirst().sets();
  }

  private static byte[] content(Bench bench, StoredFile file) throws IOException {
    var out = new ByteArrayOutputStream();
    bench.archive().read(file, out);
    return out.toByteArray();
  }

  private void lose(StoredFile file) throws IOException {
    Files.delete(archive.resolve(file.name()));
  }

  private void forget(Bench bench) throws Exception {
    if (Files.exists(bench.cacheDirectory())) {
      Fixtures.run(List.of("rm", "-r", bench.cacheDirectory().toString()));
    }
  }

  /// Of the first and the third set the manifest, of the second and the fourth the signatures, and
  /// the cache.
  private void loseMuch(Bench bench) throws Exception {
    var sets = sets(bench);
    for (int i = 0; i < sets.size(); i++) {
      var set = sets.get(i);
      lose(i % 2 == 0 ? set.manifest().orElseThrow() : set.signatures().orElseThrow());
    }
    forget(bench);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNENCRYPTED", "UNCOMPRESSED", "SYMMETRIC", "SIGNED_PUBLIC_KEY"})
  void what_keepwatch_rebuilds_of_its_own_is_what_it_wrote_byte_for_byte(Mode mode)
      throws Exception {
    try (var bench = new Bench(home, archive)) {
      bench.envelopes = mode.envelopes(bench);
      for (int state = 0; state < 4; state++) {
        backup(bench, state);
      }
      var before = contents(bench);
      loseMuch(bench);

      var result = bench.repair(WRITE);

      assertThat(result.failed()).as("%s", bench.heard).isEmpty();
      assertThat(result.repaired()).hasSize(4);
      assertThat(catalog(bench).defects()).isEmpty();
      assertThat(contents(bench)).usingRecursiveComparison().isEqualTo(before);
    }
  }

  private static List<byte[]> contents(Bench bench) throws IOException {
    var contents = new ArrayList<byte[]>();
    for (var set : sets(bench)) {
      contents.add(content(bench, set.manifest().orElseThrow()));
      contents.add(content(bench, set.signatures().orElseThrow()));
    }
    return contents;
  }

  @ParameterizedTest
  @CsvSource({
    "UNENCRYPTED, INSTALLED",
    "SYMMETRIC, INSTALLED",
    "SIGNED_PUBLIC_KEY, INSTALLED",
    "UNENCRYPTED, OF_LATER_DEBIAN",
    "SYMMETRIC, OF_LATER_DEBIAN",
    "SIGNED_PUBLIC_KEY, OF_LATER_DEBIAN"
  })
  void duplicity_restores_lists_and_continues_an_archive_of_keepwatch_that_was_repaired(
      Mode mode, Release release) throws Exception {
    try (var bench = new Bench(home, archive);
        var duplicity = new Duplicity(home, mode, release)) {
      bench.envelopes = mode.envelopes(bench);
      for (int state = 0; state < 3; state++) {
        backup(bench, state);
      }
      loseMuch(bench);
      assertThat(bench.repair(WRITE).failed()).as("%s", bench.heard).isEmpty();

      assertThat(duplicity.list(archive, Fixtures.time(2))).contains("plain.txt");
      duplicity.increment(sources.resolve("T3"), archive, Fixtures.time(3));

      assertAllStates(bench, duplicity);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNENCRYPTED, INSTALLED",
    "SYMMETRIC, INSTALLED",
    "SIGNED_PUBLIC_KEY, INSTALLED",
    "UNENCRYPTED, OF_LATER_DEBIAN",
    "SYMMETRIC, OF_LATER_DEBIAN",
    "SIGNED_PUBLIC_KEY, OF_LATER_DEBIAN"
  })
  void an_archive_of_duplicity_that_was_repaired_is_whole_for_both(Mode mode, Release release)
      throws Exception {
    try (var bench = new Bench(home, archive);
        var duplicity = new Duplicity(home, mode, release)) {
      bench.envelopes = mode.envelopes(bench);
      bench.allowSourceMismatch = true;
      duplicity.full(sources.resolve("T0"), archive, Fixtures.time(0));
      duplicity.increment(sources.resolve("T1"), archive, Fixtures.time(1));
      duplicity.increment(sources.resolve("T2"), archive, Fixtures.time(2));
      loseMuch(bench);
      Fixtures.run(List.of("rm", "-r", home.resolve("duplicity-cache").toString()));
      assertThat(bench.repair(WRITE).failed()).as("%s", bench.heard).isEmpty();

      backup(bench, 3);

      assertThat(sets(bench)).hasSize(4);
      assertAllStates(bench, duplicity);
    }
  }

  private void assertAllStates(Bench bench, Duplicity duplicity) throws Exception {
    for (int state = 0; state < 4; state++) {
      Path theirs = home.resolve("theirs-" + state);
      duplicity.restore(archive, theirs, Fixtures.time(state));
      assertThat(TreeListing.of(theirs)).isEqualTo(Fixtures.restored("noenc", state));
      Path ours = home.resolve("ours-" + state);
      bench.restore(ours, Fixtures.time(state));
      assertThat(withoutTimeBefore1970(TreeListing.of(ours)))
          .isEqualTo(withoutTimeBefore1970(Fixtures.restored("noenc", state)));
    }
    assertThat(duplicity.collectionStatus(archive))
        .contains("Number of contained backup sets: 4")
        .contains("No orphaned or incomplete backup sets found.");
    assertThat(catalog(bench).defects()).isEmpty();
  }

  /// duplicity has 0 for it.
  private static List<String> withoutTimeBefore1970(List<String> listing) {
    return listing.stream().filter(line -> !line.endsWith(" pre-1970")).toList();
  }
}
