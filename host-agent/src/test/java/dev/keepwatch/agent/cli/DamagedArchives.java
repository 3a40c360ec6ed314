package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.engine.GzipVolume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A small chain of three states, and copies of it with one damage each: those that
/// `make_damaged.sh` made and those that need more than a shell.
final class DamagedArchives {

  static final String FULL = "duplicity-full.20231114T221320Z";
  private static final String FIRST = "20231114T221320Z.to.20231114T231320Z";
  private static final String SECOND = "20231114T231320Z.to.20231115T001320Z";
  private static final String INC_1 = "duplicity-inc." + FIRST;
  private static final String INC_2 = "duplicity-inc." + SECOND;
  private static final String SIGNATURES = ".sigtar.gz";
  private static final String VOLUME = ".vol1.difftar.gz";
  private static final Path KEY = Fixtures.ROOT.resolve("keys/ecc-enc.pub.asc");
  private static final Map<String, String> NOTHING_TO_ASK_FOR = Map.of("PASSPHRASE", "");
  private static final Map<String, String> RIGHT = Map.of("PASSPHRASE", "right");
  private static final Map<String, String> WRONG = Map.of("PASSPHRASE", "wrong");

  /// @param name short
  /// @param words what is wrong, for the manual
  /// @param environment what is asked with
  record Damaged(String name, String words, Path archive, Map<String, String> environment) {
    /// Whether it is encrypted to a key, so that who adds to it has to name one.
    boolean needsKey() {
      return environment.equals(NOTHING_TO_ASK_FOR);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @FunctionalInterface
  private interface Wound {
    void in(Path archive) throws Exception;
  }

  private final Path home;
  private final Path all;
  private final List<Damaged> cases = new ArrayList<>();

  DamagedArchives(Path home) throws Exception {
    Fixtures.assumeRoot();
    this.home = Files.createDirectory(home.resolve("damaged"));
    String tar = Fixtures.ROOT.resolve("damaged.tar.xz").toString();
    Fixtures.run(List.of("tar", "xpJf", tar, "--numeric-owner", "-C", this.home.toString()));
    this.all = this.home.resolve("all");
    restoreStates();
    gather();
  }

  List<Damaged> cases() {
    return cases;
  }

  /// The tree as it was when it was backed up.
  Path state(int number) {
    return home.resolve("T" + number);
  }

  /// The same as the fixtures remember it.
  Path listing(int number) {
    return home.resolve("logs/base-T" + number + ".listing");
  }

  private void restoreStates() throws IOException {
    var shell = new Shell(Files.createDirectory(home.resolve("states")));
    for (int state = 0; state < 3; state++) {
      String time = Long.toString(Fixtures.time(state).getEpochSecond());
      var said =
          shell.run("restore", "-t", time, "file://" + all.resolve("base"), state(state) + "");
      assertThat(said.exit()).as(said.errors()).isZero();
    }
  }

  private void gather() throws Exception {
    known("base", "nothing: the sound chain");
    known("missing-volume", "a volume of the full is missing");
    known("truncated-volume", "a volume is cut short");
    known("flipped-byte", "one bit of a volume is flipped");
    made("swapped-volumes", "two volumes have changed places", DamagedArchives::swapVolumes);
    known("truncated-volume-hash-fixed", "a volume is cut short, and its digest adjusted");
    made(
        "bad-opcode",
        "a delta has an unknown command, digest adjusted",
        DamagedArchives::spoilDelta);
    made(
        "out-of-order",
        "members are out of order, digest adjusted",
        DamagedArchives::reverseMembers);
    known("no-hash-lines", "the manifests have no digests");
    known("filelist-bad-count", "the manifests count the changed files wrongly");
    made(
        "short-manifest",
        "the manifest of the full ends before its last volume",
        DamagedArchives::shorten);
    known("two-manifests", "a set has two manifests");
    known("missing-full-manifest", "the manifest of the full is missing");
    known("missing-inc1-manifest", "the manifest of a middle increment is missing");
    made(
        "missing-last-manifest",
        "the manifest of the newest increment is missing",
        archive -> Files.delete(archive.resolve(INC_2 + ".manifest")));
    known("orphan-inc-gap", "a middle increment is gone with all its files");
    known("orphan-inc-no-full", "the full is gone with all its files");
    known("missing-full-signatures", "the signatures of the full are missing");
    known("missing-inc1-signatures", "the signatures of a middle increment are missing");
    known("missing-last-signatures", "the signatures of the newest increment are missing");
    made(
        "cut-signatures",
        "the signatures of the newest increment are cut short",
        archive -> cut(archive.resolve("duplicity-new-signatures." + SECOND + SIGNATURES), 300));
    known("foreign-file", "files of others lie beside it");
    gatherEncrypted();
  }

  private void gatherEncrypted() throws Exception {
    Path symmetric = encrypted("symmetric", RIGHT);
    cases.add(new Damaged("wrong-passphrase", "the passphrase is wrong", symmetric, WRONG));
    Path publicly = encrypted("publicly", NOTHING_TO_ASK_FOR, "--encrypt-key", KEY.toString());
    cases.add(new Damaged("no-key", "the secret key is not there", publicly, NOTHING_TO_ASK_FOR));
  }

  private void known(String name, String words) {
    cases.add(new Damaged(name, words, all.resolve(name), Map.of()));
  }

  private void made(String name, String words, Wound wound) throws Exception {
    Path archive = copy(all.resolve("base"), all.resolve(name));
    wound.in(archive);
    cases.add(new Damaged(name, words, archive, Map.of()));
  }

  /// A copy of all files of an archive.
  static Path copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return to;
  }

  /// The three states, encrypted by Keepwatch.
  private Path encrypted(String name, Map<String, String> environment, String... options)
      throws IOException {
    var shell = new Shell(Files.createDirectory(home.resolve("made-" + name)));
    shell.environment.putAll(environment);
    for (int state = 0; state < 3; state++) {
      shell.now = Fixtures.time(state);
      var words = new ArrayList<>(List.of(state == 0 ? "full" : "incremental"));
      words.addAll(List.of(options));
      words.addAll(
          List.of("--allow-source-mismatch", state(state) + "", "file://" + all.resolve(name)));
      var said = shell.run(words);
      assertThat(said.exit()).as(said.errors()).isZero();
    }
    return all.resolve(name);
  }

  private static void swapVolumes(Path archive) throws IOException {
    Path one = archive.resolve(FULL + VOLUME);
    Path two = archive.resolve(FULL + ".vol2.difftar.gz");
    byte[] content = Files.readAllBytes(one);
    Files.write(one, Files.readAllBytes(two));
    Files.write(two, content);
  }

  /// The command that follows the magic number becomes one that librsync does not know.
  private static void spoilDelta(Path archive) throws IOException {
    var volume = new GzipVolume(archive.resolve(INC_1 + VOLUME));
    for (byte[] body : volume.bodies("diff/d/f3")) {
      body[4] = 0x60;
    }
    volume.write();
    GzipVolume.adjustDigests(archive);
  }

  private static void reverseMembers(Path archive) throws IOException {
    var volume = new GzipVolume(archive.resolve(FULL + VOLUME));
    volume.reverse();
    volume.write();
    GzipVolume.adjustDigests(archive);
  }

  private static void shorten(Path archive) throws IOException {
    Path manifest = archive.resolve(FULL + ".manifest");
    String text = Files.readString(manifest, ISO_8859_1);
    Files.writeString(manifest, text.substring(0, text.indexOf("Volume 3:")), ISO_8859_1);
  }

  private static void cut(Path file, int bytes) throws IOException {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), bytes));
  }
}
