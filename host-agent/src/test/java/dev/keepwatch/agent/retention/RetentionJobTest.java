package dev.keepwatch.agent.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.retention.RetentionPlan;
import dev.keepwatch.format.retention.RetentionPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever newest backup an archive seems to have: the newest that can be restored stays.
class RetentionJobTest {

  @TempDir Path home;
  private Bench bench;
  private Path archive;
  private Instant first;
  private List<String> firstState;

  static List<RetentionPolicy> policies() {
    return List.of(
        new RetentionPolicy.OlderThan(Bench.T0.plusSeconds(1_000_000)),
        new RetentionPolicy.AllButFulls(1),
        new RetentionPolicy.IncrementsOfAllButFulls(1));
  }

  @BeforeEach
  void twoFulls() throws IOException {
    archive = Files.createDirectory(home.resolve("archive"));
    bench = new Bench(home, archive);
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    bench.volumeSize = 20_000;
    var source = new SmallTree(home.resolve("source")).random("big", 100_000);
    bench.backup(source.root());
    later();
    source.file("more", "m");
    bench.backup(source.root());
    first = bench.now;
    firstState = TreeListing.of(source.root());
    later();
    source.file("last", "l");
    bench.kind = dev.keepwatch.agent.backup.BackupRequest.Kind.FULL;
    bench.backup(source.root());
    later();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void later() {
    bench.now = bench.now.plusSeconds(3600);
  }

  private Path newest(String part) throws IOException {
    String stem = "duplicity-full" + (part.startsWith("sig") ? "-signatures" : "");
    return archive.resolve(stem + ".20231115T001320Z." + part);
  }

  private RetentionResult remove(RetentionPolicy policy) throws IOException {
    try (var cache = ArchiveCache.open(home.resolve("other-cache"), bench.names)) {
      return new RetentionJob(bench.archive(), cache, () -> bench.now, new Deaf())
          .run(new RetentionRequest(policy, true));
    }
  }

  private void assertFirstStateIsThere() throws IOException {
    Path target = home.resolve("restored");
    bench.restore(target, first);
    assertThat(TreeListing.of(target)).isEqualTo(firstState);
  }

  @ParameterizedTest
  @MethodSource("policies")
  void a_newest_full_without_its_last_volume_is_not_relied_on(RetentionPolicy policy)
      throws IOException {
    int last = 1;
    while (Files.exists(newest("vol" + (last + 1) + ".difftar"))) {
      last++;
    }
    Files.delete(newest("vol" + last + ".difftar"));

    assertThat(remove(policy).plan().staying()).isNotEmpty();

    assertFirstStateIsThere();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void a_newest_full_with_an_empty_manifest_is_not_relied_on(RetentionPolicy policy)
      throws IOException {
    Files.write(newest("manifest"), new byte[0]);

    assertThat(remove(policy).plan().staying()).isNotEmpty();

    assertFirstStateIsThere();
  }

  @ParameterizedTest
  @MethodSource("policies")
  void names_of_the_future_count_for_nothing(RetentionPolicy policy) throws IOException {
    for (String part : List.of("manifest", "vol1.difftar", "sigtar")) {
      Path real = newest(part);
      Files.copy(
          real, archive.resolve(real.getFileName().toString().replace("20231115", "20990101")));
    }
    for (int i = 2; Files.exists(newest("vol" + i + ".difftar")); i++) {
      Files.copy(
          newest("vol" + i + ".difftar"),
          archive.resolve("duplicity-full.20990101T001320Z.vol" + i + ".difftar"));
    }

    assertThat(remove(policy).plan().staying()).isNotEmpty();
    assertThat(newest("manifest")).exists();
  }

  @Test
  void a_sound_newest_full_lets_the_older_chain_go() throws IOException {
    assertThat(remove(new RetentionPolicy.AllButFulls(1)).plan().going()).hasSize(2);
    assertThat(newest("manifest")).exists();
    try (var files = Files.newDirectoryStream(archive, "*20231114T*")) {
      assertThat(files).isEmpty();
    }
  }

  private static final class Deaf implements RetentionListener {
    @Override
    public void planned(RetentionPlan plan) {}

    @Override
    public void deleted(String name) {}

    @Override
    public void deleted(BackupSet set) {}
  }
}
