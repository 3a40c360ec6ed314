package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.naming.NamePrefixes;
import dev.keepwatch.format.naming.NamingScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixtureRestoreTest {

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "noenc",
        "dup3-noenc",
        "mini-nocomp",
        "mini-shortnames",
        "mini-oldnames",
        "mini-prefix"
      })
  void what_duplicity_wrote_comes_back_as_duplicity_brings_it_back(String variant)
      throws Exception {
    Fixtures.assumeRoot();
    try (var bench = new Bench(home, Fixtures.target(variant))) {
      if (variant.equals("mini-prefix")) {
        bench.names =
            NamingScheme.withPrefixes(
                new NamePrefixes("pre_", "archive_", "manifest_", "signature_", ""));
      }
      for (int state = 0; state < 4; state++) {
        Path target = home.resolve("restored-" + state);
        var result = bench.restore(target, Fixtures.time(state));

        assertThat(bench.heard).noneMatch(line -> line.startsWith("failed"));
        assertThat(result.errors()).isZero();
        assertThat(TreeListing.of(target)).isEqualTo(Fixtures.restored(variant, state));
      }
    }
  }
}
