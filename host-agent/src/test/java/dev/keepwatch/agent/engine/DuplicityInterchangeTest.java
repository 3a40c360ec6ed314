package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.selection.Rule;
import dev.keepwatch.agent.selection.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Both directions with the real duplicity: each restores and continues what the other wrote.
class DuplicityInterchangeTest {

  /// Small enough that the fixtures' larger files span volumes.
  private static final long SMALL_VOLUMES = 150_000;

  @TempDir Path home;
  private Path sources;
  private Path archive;

  @BeforeEach
  void unpack() throws Exception {
    sources = Fixtures.unpackSources(Files.createDirectory(home.resolve("sources")));
    archive = Files.createDirectory(home.resolve("archive"));
  }

  @ParameterizedTest
  @EnumSource(names = {"UNENCRYPTED", "SYMMETRIC", "SIGNED_PUBLIC_KEY"})
  void duplicity_restores_and_continues_what_keepwatch_wrote(Mode mode) throws Exception {
    try (var bench = new Bench(home, archive);
        var duplicity = new Duplicity(home, mode)) {
      bench.envelopes = mode.envelopes(bench);
      for (int state = 0; state < 3; state++) {
        backup(bench, state);
      }

      duplicity.increment(sources.resolve("T3"), archive, Fixtures.time(3));

      for (int state = 0; state < 4; state++) {
        Path theirs = home.resolve("theirs-" + state);
        duplicity.restore(archive, theirs, Fixtures.time(state));
        assertThat(TreeListing.of(theirs)).isEqualTo(Fixtures.restored("noenc", state));
        Path ours = home.resolve("ours-" + state);
        bench.restore(ours, Fixtures.time(state));
        assertThat(TreeListing.of(ours))
            .isEqualTo(withTimesBefore1970(Fixtures.restored("noenc", state), state));
      }
      assertThat(duplicity.collectionStatus(archive))
          .contains("Number of contained backup sets: 4")
          .contains("No orphaned or incomplete backup sets found.");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UNENCRYPTED", "SYMMETRIC", "SIGNED_PUBLIC_KEY"})
  void duplicity_restores_a_full_and_three_increments_of_keepwatch(Mode mode) throws Exception {
    try (var bench = new Bench(home, archive);
        var duplicity = new Duplicity(home, mode)) {
      bench.envelopes = mode.envelopes(bench);
      for (int state = 0; state < 4; state++) {
        backup(bench, state);
      }
      for (int state = 0; state < 4; state++) {
        Path theirs = home.resolve("theirs-" + state);
        duplicity.restore(archive, theirs, Fixtures.time(state));
        assertThat(TreeListing.of(theirs)).isEqualTo(Fixtures.restored("noenc", state));
      }
    }
  }

  /// duplicity has 0 for a time before 1970; we keep it.
  private List<String> withTimesBefore1970(List<String> listing, int state) throws Exception {
    String early =
        TreeListing.of(sources.resolve("T" + state)).stream()
            .filter(line -> line.endsWith(" pre-1970"))
            .findFirst()
            .orElseThrow();
    return listing.stream().map(line -> line.endsWith(" pre-1970") ? early : line).toList();
  }

  private void backup(Bench bench, int state) throws Exception {
    bench.now = Fixtures.time(state);
    bench.volumeSize = SMALL_VOLUMES;
    Path source = sources.resolve("T" + state);
    bench.selection = withoutTmp(source);
    var result = bench.backup(source, Path.of("/srv/work/src"));
    assertThat(result.errors()).as("%s", bench.heard).isZero();
  }

  private static Selection withoutTmp(Path source) throws Exception {
    return Selection.of(PathBytes.of(source), List.of(Rule.exclude("**.tmp")));
  }
}
