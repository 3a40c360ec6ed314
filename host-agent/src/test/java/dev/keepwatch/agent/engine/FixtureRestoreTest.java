package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.selection.Rule;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every archive of the fixtures: restored at each of its times, continued, and read by duplicity
/// again.
class FixtureRestoreTest {

  private static final String BIG = "**/big";
  private static final String SPARSE = "**/sparse";

  @TempDir Path home;

  @ParameterizedTest
  @EnumSource
  void an_archive_of_duplicity_is_restored_at_every_time_and_continued(Variant variant)
      throws Exception {
    Path sources = Fixtures.unpackSources(Files.createDirectory(home.resolve("sources")));
    Path archive = copy(variant.target(), home.resolve("archive"));
    try (var bench = new Bench(home, archive);
        var duplicity = new Duplicity(home, variant.mode)) {
      variant.on(bench);
      for (int state = 0; state < 4; state++) {
        assertThat(restored(bench, state)).isEqualTo(variant.restored(state));
      }

      // From T3 back to the tree of T1: deletions, changes of type and deltas the other way round.
      bench.now = Fixtures.time(4);
      bench.volumeSize = 150_000;
      bench.selection = selection(variant, sources.resolve("T1"));
      var result = bench.backup(sources.resolve("T1"), Path.of("/srv/work/src"));

      assertThat(result.set()).isInstanceOf(SetId.Incremental.class);
      assertThat(result.errors()).isZero();
      assertThat(restored(bench, 4)).isEqualTo(variant.restored(1));
      duplicity.options =
          Stream.concat(duplicity.options.stream(), variant.duplicityOptions().stream()).toList();
      Path theirs = home.resolve("theirs");
      duplicity.restore(archive, theirs, Fixtures.time(4));
      assertThat(TreeListing.of(theirs)).isEqualTo(variant.restored(1));
    }
  }

  private List<String> restored(Bench bench, int state) throws IOException {
    Path target = home.resolve("restored-" + state);
    var result = bench.restore(target, Fixtures.time(state));
    assertThat(result.errors()).as("%s", bench.heard).isZero();
    return TreeListing.of(target);
  }

  /// The rules that the variant was made with (`make_fixtures.sh`).
  private static Selection selection(Variant variant, Path source) throws Exception {
    var tmp = Stream.of(Rule.exclude("**.tmp"));
    Stream<Rule> rules =
        switch (variant) {
          case NOENC, DUP3_NOENC, SYM, RSA_ENCSIGN, ECC_SEPSIGN -> Stream.of();
          case MINI_NOCOMP ->
              Stream.concat(
                  Stream.of("**/exactly-65*", "**/dir*", "**/deltree", "**/empty*", "**/link-ok")
                      .map(Rule::include),
                  Stream.of(Rule.exclude("**")));
          case MINI_HIDDEN_RSA -> Stream.of(BIG, SPARSE, "**/random*").map(Rule::exclude);
          default -> Stream.of(BIG, SPARSE).map(Rule::exclude);
        };
    return Selection.of(PathBytes.of(source), Stream.concat(tmp, rules).toList());
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }
}
