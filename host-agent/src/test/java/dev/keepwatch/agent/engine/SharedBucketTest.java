package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.aws.TestAws;
import dev.keepwatch.agent.engine.Duplicity.Release;
import dev.keepwatch.agent.storage.StorageUrl.S3Url;
import dev.keepwatch.agent.storage.s3.S3Settings;
import dev.keepwatch.agent.storage.s3.S3Storage;
import dev.keepwatch.agent.storage.s3.TestCredentials;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.naming.NamingScheme;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Keepwatch and duplicity 3.0.4, by its own way to S3, with one archive in one bucket.
@ExtendWith(TestCredentials.class)
class SharedBucketTest {

  private static final long VOLUME_SIZE = 200_000;

  @TempDir Path home;

  @BeforeAll
  static void owners_need_root() {
    Fixtures.assumeRoot();
  }

  @ParameterizedTest
  @EnumSource(
      value = Mode.class,
      names = {"UNENCRYPTED", "SIGNED_PUBLIC_KEY"})
  void keepwatch_continues_what_duplicity_has_begun_and_is_continued(Mode mode) throws Exception {
    try (var both = new Both(mode)) {
      both.duplicity("full");
      both.keepwatch();
      both.duplicity("incr");
      both.keepwatch();
      both.assertRestoredAtEachTime();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Mode.class, names = "SYMMETRIC")
  void duplicity_continues_what_keepwatch_has_begun_and_is_continued(Mode mode) throws Exception {
    try (var both = new Both(mode)) {
      both.keepwatch();
      both.duplicity("incr");
      both.keepwatch();
      both.duplicity("incr");
      both.assertRestoredAtEachTime();
    }
  }

  /// The two programs around a bucket, and a tree that changes before each run.
  private final class Both implements AutoCloseable {

    private final List<List<String>> truth = new ArrayList<>();
    private final RandomTree tree = new RandomTree(home.resolve("source"), 304);
    private final Bench keepwatch;
    private final Duplicity duplicity;
    private final String url;

    Both(Mode mode) throws IOException {
      var aws = TestAws.required();
      String bucket = aws.newBucket("shared");
      url = "s3:///" + bucket + "/web01/home";
      duplicity = new Duplicity(home.resolve("d3"), mode, Release.OF_LATER_DEBIAN);
      duplicity.options = new ArrayList<>(mode.duplicityOptions());
      duplicity.options.addAll(List.of("--s3-endpoint-url", aws.endpoint().toString()));
      keepwatch = new Bench(home, home.resolve("unused"));
      keepwatch.storage.close();
      keepwatch.storage =
          S3Storage.open(
              new S3Url(bucket, "web01/home", Optional.of(aws.endpoint())),
              S3Settings.from(Map.of()),
              keepwatch.heard::add);
      keepwatch.envelopes = mode.envelopes(keepwatch);
      keepwatch.allowSourceMismatch = true;
      keepwatch.volumeSize = VOLUME_SIZE;
    }

    private Instant nextState() throws IOException {
      if (!truth.isEmpty()) {
        tree.change();
      }
      truth.add(TreeListing.of(tree.root()));
      return Fixtures.time(truth.size() - 1);
    }

    void keepwatch() throws IOException {
      keepwatch.now = nextState();
      assertThat(keepwatch.backup(tree.root()).errors()).as("%s", keepwatch.heard).isZero();
    }

    void duplicity(String verb) throws IOException {
      duplicity.backup(verb, tree.root(), url, nextState());
    }

    void assertRestoredAtEachTime() throws IOException {
      var catalog = new Catalog.Builder(NamingScheme.standard());
      keepwatch.storage.list(catalog::add);
      var chains = catalog.build().chains();
      assertThat(chains).hasSize(1);
      assertThat(chains.getFirst().sets()).hasSize(truth.size());
      for (int state = 0; state < truth.size(); state++) {
        Path ours = home.resolve("ours" + state);
        assertThat(keepwatch.restore(ours, Fixtures.time(state)).errors()).isZero();
        assertThat(TreeListing.of(ours)).as("state %d, ours", state).isEqualTo(truth.get(state));
        Path theirs = home.resolve("theirs" + state);
        duplicity.restore(url, theirs, Fixtures.time(state));
        assertThat(TreeListing.of(theirs))
            .as("state %d, theirs", state)
            .isEqualTo(truth.get(state));
      }
    }

    @Override
    public void close() {
      keepwatch.close();
      duplicity.close();
    }
  }
}
