package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.cache.PeerNotes;
import dev.keepwatch.agent.engine.Duplicity.Release;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a real duplicity has begun and not finished, continued. Each case takes some seconds: these
/// cover both releases, all modes but signed passphrases, both kinds and both ways of breaking off.
class AdoptedPeerTest {

  private static final Instant FULL = Fixtures.time(0);
  private static final Instant INCREMENT = Fixtures.time(1);
  private static final Instant CONTINUED = Fixtures.time(2);

  @TempDir Path home;
  private Path archive;
  private SmallTree tree;

  @BeforeEach
  void setUp() throws IOException {
    Fixtures.assumeRoot();
    archive = Files.createDirectory(home.resolve("archive"));
    tree = new SmallTree(home.resolve("source"));
    tree.file("a", "one").link("link", "a").file("empty", "").random("big", 2_700_000);
    for (int i = 0; i < 6; i++) {
      tree.random("d/f" + i, 300_000 + i);
    }
    tree.file("gone/x", "x").file("gone/y", "y").random("s", 1_400_000).file("z", "z");
  }

  @ParameterizedTest
  @CsvSource({
    "INSTALLED, UNENCRYPTED",
    "INSTALLED, SIGNED_PUBLIC_KEY",
    "OF_LATER_DEBIAN, SYMMETRIC"
  })
  void a_full_that_failed_on_its_way_is_continued_by_the_notes_of_its_run(
      Release release, Mode mode) throws Exception {
    try (var bench = new Bench(home, archive);
        var duplicity = duplicity("d", mode, release)) {
      duplicity.broken("full", tree.root(), archive, FULL, volume(bench, mode, fullId(), 4));
      copy(duplicity.cache(), bench.cacheDirectory());
      assertThat(new PeerNotes(duplicity.cache(), bench.names).manifest(fullId())).isPresent();
      tree.file("a", "two").remove("gone").random("d/new", 1000);

      assertContinued(bench, mode, fullId(), 3);
      assertEverybodyRestores(bench, mode);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INSTALLED, SIGNED_PUBLIC_KEY, 4",
    "INSTALLED, UNCOMPRESSED, 2",
    "OF_LATER_DEBIAN, UNENCRYPTED, 5",
    "OF_LATER_DEBIAN, PUBLIC_KEY, 3"
  })
  void a_full_that_was_lost_from_some_volume_on_is_continued(
      Release release, Mode mode, int volumes) throws Exception {
    try (var bench = new Bench(home, archive);
        var duplicity = duplicity("d", mode, release)) {
      duplicity.full(tree.root(), archive, FULL);
      interrupt(bench, fullId(), volumes);
      tree.file("a", "two").remove("gone").random("d/new", 1000);

      assertContinued(bench, mode, fullId(), volumes);
      assertEverybodyRestores(bench, mode);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INSTALLED, UNENCRYPTED, 2",
    "INSTALLED, SYMMETRIC, 2",
    "OF_LATER_DEBIAN, SIGNED_PUBLIC_KEY, 1"
  })
  void an_increment_with_differences_is_continued(Release release, Mode mode, int volumes)
      throws Exception {
    try (var bench = new Bench(home, archive);
        var duplicity = duplicity("d", mode, release)) {
      duplicity.full(tree.root(), archive, FULL);
      change();
      duplicity.increment(tree.root(), archive, INCREMENT);
      interrupt(bench, incrementId(), volumes);
      tree.file("a", "three").random("d/f1", 20_000);

      assertContinued(bench, mode, incrementId(), volumes);
      assertEverybodyRestores(bench, mode);
    }
  }

  /// duplicity 3 cuts new data in a difference into other pieces than we do.
  @Test
  void a_difference_that_is_cut_in_two_and_comes_out_otherwise_ends_the_set() throws Exception {
    try (var bench = new Bench(home, archive);
        var duplicity = duplicity("d", Mode.UNENCRYPTED, Release.OF_LATER_DEBIAN)) {
      duplicity.full(tree.root(), archive, FULL);
      change();
      duplicity.increment(tree.root(), archive, INCREMENT);
      interrupt(bench, incrementId(), 2);
      bench.now = CONTINUED;
      bench.allowSourceMismatch = true;
      var before = stored();

      var result = bench.backup(tree.root());

      assertThat(result.set())
          .isEqualTo(new SetId.Incremental(BackupTime.at(FULL), BackupTime.at(CONTINUED)));
      assertThat(bench.heard)
          .filteredOn(line -> line.contains("is not continued: 'd/f3'"))
          .as("%s", bench.heard)
          .hasSize(1);
      assertThat(stored()).containsAllEntriesOf(before);
      Path target = home.resolve("target");
      duplicity.restore(archive, target, CONTINUED);
      assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(tree.root()));
    }
  }

  private void change() throws IOException {
    sprinkle("big", 3_000);
    sprinkle("s", 40_000);
    tree.remove("gone").file("a", "two").random("d/f3", 900_000).random("e/new", 800_000);
  }

  /// Alters a byte now and then.
  private void sprinkle(String path, int distance) throws IOException {
    byte[] content = Files.readAllBytes(tree.root().resolve(path));
    var random = new Random(7);
    for (int at = 100; at < content.length; at += distance) {
      content[at] = (byte) random.nextInt();
    }
    tree.file(path, content);
  }

  private Duplicity duplicity(String name, Mode mode, Release release) throws IOException {
    var duplicity = new Duplicity(home.resolve(name), mode, release);
    duplicity.options =
        Stream.concat(duplicity.options.stream(), Stream.of("--volsize=1", "--num-retries", "1"))
            .toList();
    return duplicity;
  }

  private static SetId fullId() {
    return new SetId.Full(BackupTime.at(FULL));
  }

  private static SetId incrementId() {
    return new SetId.Incremental(BackupTime.at(FULL), BackupTime.at(INCREMENT));
  }

  private static String volume(Bench bench, Mode mode, SetId set, int number) throws IOException {
    var packaging = mode.envelopes(bench).forNewFiles();
    return bench.names.format(new ArchiveName.Volume(set, number, packaging));
  }

  /// Leaves of a set what its run would have left that was killed behind some volume.
  private void interrupt(Bench bench, SetId set, int volumes) throws IOException {
    int behind = 0;
    try (var files = Files.list(archive)) {
      for (Path file : files.toList()) {
        var name = bench.names.parse(String.valueOf(file.getFileName())).orElseThrow();
        boolean kept =
            !name.set().equals(set)
                || name instanceof ArchiveName.Volume volume && volume.number() <= volumes;
        if (!kept) {
          Files.delete(file);
          behind++;
        }
      }
    }
    assertThat(behind).as("manifest, signatures and at least one volume").isGreaterThan(2);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private void assertContinued(Bench bench, Mode mode, SetId set, int volumes) throws IOException {
    bench.envelopes = mode.envelopes(bench);
    bench.now = CONTINUED;
    bench.allowSourceMismatch = true;
    var before = stored();
    assertThat(before.keySet().stream().filter(name -> name.contains(".vol")).count())
        .isGreaterThanOrEqualTo(volumes);

    var result = bench.backup(tree.root());

    assertThat(bench.heard)
        .as("%s", bench.heard)
        .anyMatch(line ->
            line.contains(set + " that was interrupted is continued;")
                && line.endsWith("stored already: " + volumes + "."));
    assertThat(result.errors()).as("%s", bench.heard).isZero();
    assertThat(stored()).containsAllEntriesOf(before);
    var catalog = bench.archive().catalog();
    assertThat(catalog.defects()).as("%s", bench.heard).isEmpty();
    assertThat(catalog.chains()).hasSize(1);
    assertThat(catalog.chains().getFirst().sets()).anyMatch(one -> one.id().equals(set));
    assertThat(catalog.chains().getFirst().end()).isEqualTo(BackupTime.at(CONTINUED));
  }

  private Map<String, String> stored() throws IOException {
    var found = new TreeMap<String, String>();
    try (var files = Files.list(archive)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file, FileTime.from(CONTINUED.minus(Duration.ofDays(1))));
        found.put(
            String.valueOf(file.getFileName()), "" + Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return found;
  }

  private void assertEverybodyRestores(Bench bench, Mode mode) throws IOException {
    var truth = TreeListing.of(tree.root());
    var set = bench.archive().catalog().chains().getFirst().sets().reversed().get(1).time();
    Path between = home.resolve("between");
    assertThat(bench.restore(between, set.instant()).errors()).isZero();
    Instant later = CONTINUED;
    for (var release : Release.values()) {
      try (var duplicity = duplicity("after-" + release, mode, release)) {
        Path target = home.resolve("by-" + release);
        duplicity.restore(archive, target, CONTINUED);
        assertThat(TreeListing.of(target)).as("%s", release).isEqualTo(truth);
        Path then = home.resolve("between-by-" + release);
        duplicity.restore(archive, then, set.instant());
        assertThat(TreeListing.of(then)).as("%s", release).isEqualTo(TreeListing.of(between));
        assertThat(duplicity.list(archive, CONTINUED)).contains("d/f5").doesNotContain("gone/x");
        assertThat(duplicity.collectionStatus(archive)).contains("No orphaned or incomplete");
        later = later.plusSeconds(100);
        tree.random("d/after-" + release, 2000);
        duplicity.increment(tree.root(), archive, later);
        Path last = home.resolve("last-by-" + release);
        duplicity.restore(archive, last, later);
        assertThat(TreeListing.of(last)).isEqualTo(TreeListing.of(tree.root()));
      }
      truth = TreeListing.of(home.resolve("by-" + release));
    }
  }
}
