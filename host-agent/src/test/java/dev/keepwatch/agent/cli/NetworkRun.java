package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.network.FaultProxy;
import dev.keepwatch.agent.network.Weather;
import dev.keepwatch.agent.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// An archive that is made and read over a bad line. After each step the storage is looked at
/// without it.
final class NetworkRun {

  /// How often a run sends a request before it gives up.
  static final int ATTEMPTS = 3;

  private static final int MIB = 1 << 20;

  /// What a bad line may end a run with: no answer (38), a clock that seems wrong (23), nonsense
  /// instead of an answer (50), half a file (5, 6, 18, 21, 30, 31). Not with a lie, such as that
  /// there is no backup or that a file of ours is another's.
  private static final List<Integer> EXCUSES = List.of(38, 23, 50, 5, 6, 18, 21, 30, 31);

  private final Random random;
  private final Path home;
  private final Shell shell;
  private final FaultProxy proxy;
  private final StoredHistory history;
  private final Path source;
  private final List<String> options = new ArrayList<>();
  private final String url;
  private final List<State> states = new ArrayList<>();
  private final StringBuilder story = new StringBuilder();

  /// What the source was at a time.
  private record State(Instant time, List<String> listing) {}

  /// @param large whether volumes are so large that they are stored in parts
  NetworkRun(
      Random random, Path home, FaultProxy proxy, String bucket, Storage direct, boolean large)
      throws IOException {
    this.random = random;
    this.home = home;
    this.proxy = proxy;
    this.history = new StoredHistory(direct);
    this.shell = new Shell(home);
    this.source = Files.createDirectories(home.resolve("source"));
    this.url = "s3://" + bucket + "/web01";
    options.add("--s3-endpoint-url=" + proxy.endpoint());
    options.addAll(List.of("--num-retries=" + ATTEMPTS, "--backend-retry-delay=0", "--timeout=20"));
    if (random.nextBoolean()) {
      options.add("--no-encryption");
    } else {
      shell.environment.put("PASSPHRASE", "open sesame");
    }
    options.addAll(
        large ? List.of("--s3-multipart-chunk-size=5", "--volsize=6") : List.of("--volsize=1"));
    grow(large ? 6 * MIB : MIB);
  }

  private void grow(int largest) throws IOException {
    write("large", largest + random.nextInt(MIB));
    for (int file = 0; file < 12; file++) {
      write("d%d/f%d".formatted(file % 3, file), random.nextInt(20_000));
    }
  }

  private void write(String name, int length) throws IOException {
    byte[] content = new byte[length];
    random.nextBytes(content);
    put(source.resolve(name), content);
  }

  /// Each state has other times, by which changes are found.
  private void put(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Files.write(file, content);
    Files.setLastModifiedTime(file, FileTime.from(shell.now));
  }

  void change() throws IOException {
    shell.now = shell.now.plusSeconds(86_400);
    byte[] content = Files.readAllBytes(source.resolve("large"));
    for (int at = random.nextInt(50_000); at < content.length; at += 100_000) {
      content[at]++;
    }
    put(source.resolve("large"), content);
    write("d1/new" + states.size(), 300_000);
    Files.delete(source.resolve("d0/f" + 3 * states.size()));
  }

  /// Runs backups in this weather, and in the end in calm, until one succeeds.
  void backUp(Weather weather, int attempts) throws Exception {
    int exit = 1;
    for (int attempt = 0; exit != 0; attempt++) {
      proxy.weather(attempt < attempts ? weather : Weather.calm());
      exit = command(attempt == attempts, "backup", source.toString(), url);
      proxy.weather(Weather.calm());
      history.look();
      assertThat(proxy.ledger().replaced()).as("keys written twice%n%s", story).isEmpty();
      assertThat(proxy.ledger().deletions()).as("%s", story).isEmpty();
      shell.now = shell.now.plusSeconds(60);
    }
    states.add(new State(shell.now, TreeListing.of(source)));
  }

  /// Everything that was promised is there.
  void assertWhole() throws IOException {
    var catalog = history.catalog();
    assertThat(catalog.defects()).as("%s", story).isEmpty();
    assertThat(catalog.chains()).as("%s", story).hasSize(1);
    assertThat(catalog.chains().getFirst().sets())
        .as("%s", story)
        .hasSizeGreaterThanOrEqualTo(states.size());
    assertThat(home.resolve("tmp")).isEmptyDirectory();
  }

  /// Restores each state in this weather: it comes back as it was, or that it does not is said.
  void restore(Weather weather, int attempts) throws IOException {
    for (var state : states) {
      int exit = 1;
      for (int attempt = 0; exit != 0; attempt++) {
        Path target =
            home.resolve("target-%s-%d".formatted(state.time().getEpochSecond(), attempt));
        proxy.weather(attempt < attempts ? weather : Weather.calm());
        exit =
            command(
                attempt == attempts,
                "restore",
                "-t",
                "" + state.time().getEpochSecond(),
                url,
                target.toString());
        check(state, target, exit == 0);
      }
    }
    proxy.weather(Weather.calm());
  }

  /// Of what is there, each file is right; all are there if the restore has said so.
  private void check(State state, Path target, boolean done) throws IOException {
    if (done) {
      assertThat(TreeListing.of(target)).as("%s", story).isEqualTo(state.listing());
    } else if (Files.exists(target)) {
      var right = contents(state.listing());
      assertThat(
              contents(TreeListing.of(target)).stream()
                  .filter(line -> !line.contains(".keepwatch")))
          .as("%s", story)
          .isSubsetOf(right);
    }
  }

  /// Content and name of each file.
  private static List<String> contents(List<String> listing) {
    return listing.stream()
        .filter(line -> line.startsWith("f "))
        .map(line -> line.split(" ", 7)[6])
        .toList();
  }

  /// @param must whether there is no excuse
  private int command(boolean must, String... words) {
    var all = new ArrayList<>(Arrays.asList(words));
    all.addAll(options);
    var said = shell.run(all);
    story.append("%n%s: %d %s".formatted(words[0], said.exit(), said.errors().strip()));
    assertThat(said.errors()).as("%s", story).doesNotContain("fault of keepwatch", "\tat ");
    if (said.exit() != 0) {
      assertThat(must).as("no excuse for%s", story).isFalse();
      assertThat(said.exit()).as("%s", story).isIn(EXCUSES);
      assertThat(said.errors()).as("%s", story).isNotBlank();
    }
    return said.exit();
  }

  @Override
  public String toString() {
    return story.toString();
  }
}
