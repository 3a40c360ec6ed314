package dev.keepwatch.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.Duplicity;
import dev.keepwatch.agent.engine.Loss;
import dev.keepwatch.agent.engine.Mode;
import dev.keepwatch.agent.engine.RandomTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.storage.MemoryStorage;
import dev.keepwatch.agent.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// A host whose backups meet troubles in a seed's order, and what must be true of its archive.
///
/// Two uploads are in flight: which of two writes is the n-th is not the seed's to say.
final class RandomRuns implements AutoCloseable {

  private static final List<Long> VOLUME_SIZES = List.of(1L, 70_000L, 150_000L, 300_000L);

  private final Path home;
  private final Random random;
  private final Mode mode;
  private final RandomTree tree;
  private final Bench bench;
  private final Bench elsewhere;
  private final MemoryStorage archive;
  private final RandomTroubles troubles;
  private final StringBuilder story = new StringBuilder();
  private final Map<String, byte[]> stored = new HashMap<>();
  private final Map<Instant, SeenTree> truth = new TreeMap<>();
  private Instant clock = Bench.T0;
  private boolean cacheLost;

  RandomRuns(Path home, long seed) throws IOException {
    this.home = home;
    this.random = new Random(seed);
    this.tree = RandomTree.small(home.resolve("source"), seed);
    this.bench = new Bench(home, home.resolve("unused"));
    this.elsewhere = new Bench(Files.createDirectory(home.resolve("elsewhere")), home);
    this.archive = new MemoryStorage(() -> bench.now);
    var watched = new WatchedStorage(archive);
    this.troubles = new RandomTroubles(watched, random);
    this.mode = pick(List.of(Mode.UNENCRYPTED, Mode.UNCOMPRESSED, Mode.PUBLIC_KEY));
    bench.storage = watched;
    elsewhere.storage = archive;
    bench.envelopes = mode.envelopes(bench);
    elsewhere.envelopes = mode.envelopes(elsewhere);
    bench.volumeSize = pick(VOLUME_SIZES);
    story.append("%s, volumes of %d".formatted(mode, bench.volumeSize));
  }

  String story() {
    return story + "\nheard: " + String.join("\n  ", bench.heard);
  }

  private <T> T pick(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }

  private boolean oneIn(int number) {
    return random.nextInt(number) == 0;
  }

  /// A run, and what came before it.
  void next() throws IOException {
    advance();
    if (!oneIn(4)) {
      change();
    }
    lose();
    choose();
    boolean changing = oneIn(5);
    if (changing) {
      changeUnderWay(1 + random.nextInt(12));
    }
    if (oneIn(2)) {
      tell(troubles.prepare(bench.volumeSize == 1 ? 25 : 6));
    }
    run(!changing);
  }

  /// A run without any trouble, and a last look at all that came of it.
  void calm() throws IOException {
    clock = clock.plusSeconds(100);
    bench.now = clock;
    bench.kind = BackupRequest.Kind.EITHER;
    bench.fullIfOlderThan = Optional.empty();
    bench.dryRun = false;
    tell("\ncalm");
    run(true);
    assertThat(bench.archive().catalog().orphans()).isEmpty();
    if (!cacheLost) {
      assertThat(home.resolve("tmp")).isEmptyDirectory();
    }
    assertThat(bench.cacheDirectory().resolve("keepwatch-unfinished")).doesNotExist();
    for (var then : truth.entrySet()) {
      if (oneIn(3)) {
        assertRestores(then.getKey(), then.getValue());
      }
    }
    if (oneIn(4)) {
      assertDuplicityRestores();
    }
  }

  private void tell(String what) {
    story.append(what);
  }

  private void advance() {
    int seconds = pick(List.of(0, 1, 100, 4_000, 50_000, 200_000));
    clock = clock.plusSeconds(seconds);
    bench.now = oneIn(6) ? clock.minusSeconds(20) : clock;
    tell("\n+%d s%s".formatted(seconds, bench.now.equals(clock) ? "" : ", clock back"));
  }

  private void change() throws IOException {
    tree.change();
    if (oneIn(3)) {
      tree.link();
    }
    tell(", changed");
  }

  private void lose() throws IOException {
    if (oneIn(6)) {
      Loss.ofAllIn(home.resolve("tmp"));
      tell(", spool lost");
    }
    if (oneIn(8)) {
      Loss.ofAllIn(bench.cacheDirectory());
      cacheLost = true;
      tell(", cache lost");
    }
  }

  private void choose() {
    if (oneIn(6)) {
      bench.volumeSize = pick(VOLUME_SIZES);
      tell(", volumes of " + bench.volumeSize);
    }
    bench.kind = oneIn(8) ? BackupRequest.Kind.FULL : BackupRequest.Kind.EITHER;
    bench.fullIfOlderThan =
        oneIn(6) ? Optional.of(Duration.ofHours(1 + random.nextInt(48))) : Optional.empty();
    bench.dryRun = oneIn(8);
    tell(", %s %s%s".formatted(bench.kind, bench.fullIfOlderThan, bench.dryRun ? ", dry" : ""));
  }

  private void changeUnderWay(int entry) {
    tell(", changes at entry " + entry);
    int[] left = {entry};
    bench.underWay =
        () -> {
          if (--left[0] == 0) {
            try {
              tree.change();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
  }

  private void run(boolean sourceStands) throws IOException {
    try {
      var result = bench.backup(tree.root());
      tell(" -> " + result.set());
      if (!bench.dryRun && sourceStands) {
        assertThat(result.errors()).isZero();
        var now = SeenTree.of(tree.root());
        truth.put(result.set().time().instant(), now);
        assertRestores(result.set().time().instant(), now);
      }
    } catch (StorageException e) {
      tell(" -> broken");
      assertThat(troubles.end()).as("%s", e).isTrue();
    } finally {
      troubles.end();
      bench.underWay = () -> {};
    }
    look(bench.dryRun);
  }

  /// Nothing that was stored is gone or another now, and what has a manifest is whole.
  private void look(boolean nothingNew) throws IOException {
    var names = archive.names();
    assertThat(names).containsAll(stored.keySet());
    if (nothingNew) {
      assertThat(stored.keySet()).containsAll(names);
    }
    for (String name : names) {
      byte[] content = archive.content(name);
      byte[] before = stored.putIfAbsent(name, content);
      assertThat(before == null || Arrays.equals(before, content)).as(name).isTrue();
    }
    for (var chain : bench.archive().catalog().chains()) {
      assertThat(chain.sets()).allMatch(set -> set.isWhole() && set.signatures().isPresent());
    }
  }

  private void assertRestores(Instant time, SeenTree expected) throws IOException {
    var host = oneIn(2) ? bench : elsewhere;
    Path target = home.resolve("restored");
    assertThat(host.restore(target, time).errors()).as("%s", host.heard).isZero();
    var restored = SeenTree.of(target);
    assertThat(restored.listing()).as("restored as of " + time).isEqualTo(expected.listing());
    assertThat(restored.links()).as("links as of " + time).isEqualTo(expected.links());
    Loss.ofAllIn(target);
    Files.delete(target);
  }

  private void assertDuplicityRestores() throws IOException {
    Path copy = Files.createDirectory(home.resolve("copy"));
    for (String name : archive.names()) {
      Files.write(copy.resolve(name), archive.content(name));
    }
    try (var duplicity = new Duplicity(home.resolve("theirs"), mode)) {
      Path target = home.resolve("their-target");
      duplicity.restore(copy, target, clock.plusSeconds(100));
      assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(tree.root()));
    }
  }

  @Override
  public void close() {
    bench.close();
    elsewhere.close();
  }
}
