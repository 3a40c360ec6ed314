package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.selection.Rule;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.format.naming.NamePrefixes;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every archive of the fixtures: restored at each of its times, continued, and read by duplicity
/// again.
class FixtureRestoreTest {

  private static final String BIG = "**/big";
  private static final String SPARSE = "**/sparse";
  private static final List<String> PREFIXES =
      List.of(
          "--file-prefix=pre_",
          "--file-prefix-manifest=manifest_",
          "--file-prefix-archive=archive_",
          "--file-prefix-signature=signature_");

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "noenc, UNENCRYPTED",
    "dup3-noenc, UNENCRYPTED",
    "sym, SYMMETRIC",
    "rsa-encsign, SIGNED_PUBLIC_KEY",
    "ecc-sepsign, SEPARATE_SIGNER",
    "mini-prefix, UNENCRYPTED",
    "mini-nocomp, UNCOMPRESSED",
    "mini-shortnames, UNENCRYPTED",
    "mini-shortnames-gpg, PUBLIC_KEY",
    "mini-oldnames, UNENCRYPTED",
    "mini-hidden-rsa, HIDDEN_RECIPIENT",
    "mini-sym-sign, SIGNED_SYMMETRIC",
    "mini-dup3-gpg24, KEY_OF_GPG_2_4"
  })
  void an_archive_of_duplicity_is_restored_at_every_time_and_continued(String variant, Mode mode)
      throws Exception {
    Path sources = Fixtures.unpackSources(Files.createDirectory(home.resolve("sources")));
    Path archive = copy(Fixtures.target(variant), home.resolve("archive"));
    try (var bench = new Bench(home, archive);
        var duplicity = new Duplicity(home, mode)) {
      bench.envelopes = mode.envelopes(bench);
      bench.names = names(variant);
      for (int state = 0; state < 4; state++) {
        assertThat(restored(bench, state)).isEqualTo(Fixtures.restored(variant, state));
      }

      // From T3 back to the tree of T1: deletions, changes of type and deltas the other way round.
      bench.now = Fixtures.time(4);
      bench.volumeSize = 150_000;
      bench.selection = selection(variant, sources.resolve("T1"));
      var result = bench.backup(sources.resolve("T1"), Path.of("/srv/work/src"));

      assertThat(result.set()).isInstanceOf(SetId.Incremental.class);
      assertThat(result.errors()).isZero();
      assertThat(restored(bench, 4)).isEqualTo(Fixtures.restored(variant, 1));
      if (variant.equals("mini-prefix")) {
        duplicity.options = Stream.concat(duplicity.options.stream(), PREFIXES.stream()).toList();
      }
      Path theirs = home.resolve("theirs");
      duplicity.restore(archive, theirs, Fixtures.time(4));
      assertThat(TreeListing.of(theirs)).isEqualTo(Fixtures.restored(variant, 1));
    }
  }

  private List<String> restored(Bench bench, int state) throws IOException {
    Path target = home.resolve("restored-" + state);
    var result = bench.restore(target, Fixtures.time(state));
    assertThat(result.errors()).as("%s", bench.heard).isZero();
    return TreeListing.of(target);
  }

  private static NamingScheme names(String variant) {
    return variant.equals("mini-prefix")
        ? NamingScheme.withPrefixes(
            new NamePrefixes("pre_", "archive_", "manifest_", "signature_", ""))
        : NamingScheme.standard();
  }

  /// The rules that the variant was made with (`make_fixtures.sh`).
  private static Selection selection(String variant, Path source) throws Exception {
    var tmp = Stream.of(Rule.exclude("**.tmp"));
    Stream<Rule> rules =
        switch (variant) {
          case "noenc", "dup3-noenc", "sym", "rsa-encsign", "ecc-sepsign" -> Stream.of();
          case "mini-nocomp" ->
              Stream.concat(
                  Stream.of("**/exactly-65*", "**/dir*", "**/deltree", "**/empty*", "**/link-ok")
                      .map(Rule::include),
                  Stream.of(Rule.exclude("**")));
          case "mini-hidden-rsa" -> Stream.of(BIG, SPARSE, "**/random*").map(Rule::exclude);
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
