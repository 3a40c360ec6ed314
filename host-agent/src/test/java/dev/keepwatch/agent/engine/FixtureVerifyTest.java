package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.selection.Selection;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.agent.verify.Difference;
import dev.keepwatch.agent.verify.VerifyJob;
import dev.keepwatch.agent.verify.VerifyListener;
import dev.keepwatch.agent.verify.VerifyRequest;
import dev.keepwatch.agent.verify.VerifyResult;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every archive of the fixtures is proved sound, and found equal to what it restores to.
class FixtureVerifyTest {

  @TempDir Path home;
  private final List<String> heard = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void an_archive_of_duplicity_is_equal_to_what_it_restores_to(Variant variant) throws Exception {
    Fixtures.assumeRoot();
    try (var bench = new Bench(home, home.resolve("unused"))) {
      bench.storage = new FileStorage(variant.target());
      variant.on(bench);
      for (int state = 0; state < 4; state++) {
        Path restored = home.resolve("restored-" + state);
        bench.restore(restored, Fixtures.time(state));

        var result = verify(bench, state, restored);

        assertThat(result.isWell()).as("%s %s", result, heard).isTrue();
        assertThat(result.complete()).isTrue();
        assertThat(result.compared()).isEqualTo(TreeListing.of(restored).size());
      }
      var different = verify(bench, 3, home.resolve("restored-0"));
      assertThat(different.damages()).isZero();
      assertThat(different.differences()).isPositive();
    }
  }

  private VerifyResult verify(Bench bench, int state, Path source) throws IOException {
    var request =
        new VerifyRequest(ArchivePath.root(), Fixtures.time(state), source, Selection.all(), true);
    try (var cache = ArchiveCache.open(bench.cacheDirectory(), bench.names)) {
      return new VerifyJob(bench.archive(), cache, home.resolve("tmp"), new Ears()).run(request);
    }
  }

  private final class Ears implements VerifyListener {
    @Override
    public void notice(String text) {}

    @Override
    public void warning(String text) {
      heard.add(text);
    }

    @Override
    public void fetched(String volumeName) {}

    @Override
    public void differs(Difference difference) {
      heard.add(difference.toString());
    }

    @Override
    public void damaged(IOException damage) {
      heard.add(damage.toString());
    }

    @Override
    public void unreadable(ArchivePath path, String reason) {
      heard.add(path + ": " + reason);
    }

    @Override
    public void skipped(ArchivePath path, String reason) {}
  }
}
