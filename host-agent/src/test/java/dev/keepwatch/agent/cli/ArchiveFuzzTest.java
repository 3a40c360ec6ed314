package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.GzipVolume;
import dev.keepwatch.agent.engine.MemoryDirectory;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.fuzz.Fuzz;
import dev.keepwatch.agent.fuzz.Mutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole archives with one damaged file and digests that fit, given to the command line: a
/// documented exit code, sentences, nothing outside the target, nothing left over.
class ArchiveFuzzTest {

  private static final Set<Integer> DOCUMENTED =
      Arrays.stream(ExitCode.values()).map(ExitCode::number).collect(Collectors.toSet());

  private static final List<DamageAction> ACTIONS =
      List.of(
          DamageAction.RESTORE,
          DamageAction.RESTORE,
          DamageAction.RESTORE,
          DamageAction.VERIFY,
          DamageAction.LIST,
          DamageAction.STATUS,
          DamageAction.INCREMENT);

  private static final Set<String> OURS = Set.of("archive", "target", "tmp", ".cache", "outside");

  @TempDir Path disk;
  private MemoryDirectory memory;
  private Path sound;
  private Path source;

  @BeforeEach
  void back_up() throws Exception {
    memory = new MemoryDirectory(disk);
    Path home = Files.createDirectory(memory.path().resolve("made"));
    source = home.resolve("source");
    sound = home.resolve("sound");
    var shell = new Shell(home);
    var tree = new SmallTree(source);
    for (int state = 0; state < 3; state++) {
      change(tree, state);
      shell.now = Shell.T0.plusSeconds(60L * state);
      var said =
          shell.run(
              state == 0 ? "full" : "incremental",
              "--no-encryption",
              "--no-compression",
              source.toString(),
              "file://" + sound);
      assertThat(said.exit()).as(said.errors()).isZero();
    }
  }

  @AfterEach
  void clean_up() throws IOException {
    memory.close();
  }

  private void change(SmallTree tree, int state) throws IOException {
    byte[] large = new byte[150_000];
    new SplittableRandom(1).nextBytes(large);
    Arrays.fill(large, 40_000 * state, 40_000 * state + 500, (byte) state);
    Files.createDirectories(source.resolve("d/e"));
    Files.write(source.resolve("d/large"), large);
    Path file = source.resolve("d/file");
    Files.writeString(file, "state " + state + "\n" + "the same ".repeat(200));
    tree.file("d/e/new" + state, "n".repeat(state));
    if (state == 0) {
      Files.createLink(source.resolve("d/other"), file);
      Files.createSymbolicLink(source.resolve("link"), Path.of("d/file"));
      Files.setAttribute(file, "user:note", new byte[] {1, 2, 3});
    } else {
      Files.delete(source.resolve("d/e/new" + (state - 1)));
    }
    Files.setLastModifiedTime(
        file, java.nio.file.attribute.FileTime.from(Instant.ofEpochSecond(1_600_000_000L + state)));
  }

  @Test
  void a_damaged_archive_is_served_or_refused_and_harms_nothing() throws Exception {
    var names = names();
    Path place = Files.createDirectory(memory.path().resolve("place"));
    var samples = names.stream().map(this::bytes).toList();

    Fuzz.of("archive", 250)
        .refusedBy(Refused.class)
        .allocating(1L << 30)
        .feed(
            random -> {
              int file = random.nextInt(names.size());
              return damaged(place, names.get(file), samples.get(file), samples, random);
            },
            (_, random) -> use(place, random));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(sound)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private byte[] bytes(String name) {
    try {
      return Files.readAllBytes(sound.resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private byte[] damaged(
      Path place, String name, byte[] bytes, List<byte[]> samples, SplittableRandom random)
      throws IOException {
    for (String old : OURS) {
      if (Files.exists(place.resolve(old))) {
        new SmallTree(place).remove(old);
      }
    }
    Path archive = DamagedArchives.copy(sound, place.resolve("archive"));
    if (random.nextInt(4) > 0) {
      unbind(archive);
    }
    byte[] damaged = new Mutation(random, samples).wounded(bytes);
    Files.write(
        archive.resolve(name),
        name.endsWith("manifest") ? damaged : Mutation.withTarChecksums(damaged));
    if (!name.endsWith("manifest") || random.nextBoolean()) {
      GzipVolume.adjustDigests(archive);
    }
    if (random.nextInt(10) == 0) {
      rename(archive.resolve(name), random);
    }
    return damaged;
  }

  /// Without the line that binds a set to its chain most damage gets further.
  private static void unbind(Path archive) throws IOException {
    try (var files = Files.list(archive)) {
      for (Path file : files.filter(f -> f.toString().endsWith("manifest")).toList()) {
        String text = Files.readString(file, ISO_8859_1);
        Files.writeString(file, text.replaceAll("(?m)^Keepwatch .*\n", ""), ISO_8859_1);
      }
    }
  }

  private static void rename(Path file, SplittableRandom random) throws IOException {
    byte[] name = file.getFileName().toString().getBytes(US_ASCII);
    String other =
        new String(new Mutation(random, List.of(name)).next(), US_ASCII)
            .replaceAll("[^ -.0-~]", "");
    if (!other.isEmpty() && other.length() < 200 && !other.matches("\\.+")) {
      Files.move(file, file.resolveSibling(other), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void use(Path place, SplittableRandom random) throws IOException, Refused {
    var shell = new Shell(place);
    shell.now = Shell.T0.plusSeconds(20_000);
    Path outside = Files.createDirectory(place.resolve("outside"));
    var action = ACTIONS.get(random.nextInt(ACTIONS.size()));
    Path target = place.resolve("target");
    var words =
        action.words(
            List.of("--no-encryption", "--no-compression"),
            place.resolve("archive"),
            source,
            target);

    var said = shell.run(words);

    assertThat(DOCUMENTED).contains(said.exit());
    assertThat(said.errors()).doesNotContain("fault of keepwatch", "Exception", "\tat ");
    assertThat(said.errors().isEmpty()).as(said.errors()).isEqualTo(isQuiet(said, action));
    assertThat(outside).isEmptyDirectory();
    assertThat(place.resolve("tmp")).isEmptyDirectory();
    try (var left = Files.list(place)) {
      assertThat(left.map(file -> file.getFileName().toString())).isSubsetOf(OURS);
    }
    if (said.exit() != 0) {
      throw new Refused(
          action + " ended with " + said.exit() + " " + said.errors().replace('\n', ' '));
    }
  }

  /// Warnings may go with success; failure never comes without a word. (The page of the status and
  /// the differences that a verification finds are the output itself.)
  private static boolean isQuiet(Shell.Said said, DamageAction action) {
    boolean told =
        said.exit() == 0
            || action == DamageAction.STATUS
            || action == DamageAction.VERIFY && said.exit() == 1;
    return said.errors().isEmpty() && told;
  }

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String what) {
      super(what.length() > 1000 ? what.substring(0, 1000) : what);
    }
  }
}
