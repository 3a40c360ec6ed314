package dev.keepwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `verify` says of the archives that `make_damaged.sh` broke.
class VerifyDamageTest {

  private static final String FULL = "duplicity-full.20231114T221320Z";

  @TempDir Path home;
  private Shell shell;
  private Path archives;
  private Path truth;

  @BeforeEach
  void unpack() throws Exception {
    Fixtures.assumeRoot();
    shell = new Shell(home);
    shell.now = Shell.T0.plusSeconds(864_000);
    Path damaged = Files.createDirectory(home.resolve("damaged"));
    Fixtures.run(
        List.of(
            "tar",
            "xpJf",
            Fixtures.ROOT.resolve("damaged.tar.xz").toString(),
            "--numeric-owner",
            "-C",
            damaged.toString()));
    archives = damaged.resolve("all");
    truth = home.resolve("truth");
    var restored = shell.run("restore", "file://" + archives.resolve("base"), truth.toString());
    assertThat(restored.exit()).as(restored.errors()).isZero();
  }

  private Shell.Said verify(String variant) {
    return shell.run(
        "verify", "--compare-data", "file://" + archives.resolve(variant), truth.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "base, 0",
    "filelist-bad-count, 0",
    "foreign-file, 0",
    "missing-volume, 30",
    "truncated-volume, 21",
    "flipped-byte, 21",
    "truncated-volume-hash-fixed, 31",
    "no-hash-lines, 6",
    "two-manifests, 6",
    "missing-full-manifest, 4",
    "missing-inc1-manifest, 6",
    "orphan-inc-gap, 6",
    "orphan-inc-no-full, 4",
    "missing-full-signatures, 18",
    "missing-inc1-signatures, 18",
    "missing-last-signatures, 18"
  })
  void every_damage_is_told_by_the_exit_code(String variant, int exit) {
    var said = verify(variant);

    assertThat(said.exit()).as(said.output() + said.errors()).isEqualTo(exit);
    assertThat(said.errors()).doesNotContain("Exception");
    if (exit != 0) {
      assertThat(said.errors()).isNotEmpty();
    }
  }

  @Test
  void every_damaged_file_is_named_and_the_rest_compared() throws IOException {
    Path base = archives.resolve("base");
    Path first = base.resolve(FULL + ".vol1.difftar.gz");
    Path third = base.resolve(FULL + ".vol3.difftar.gz");
    Path signatures = base.resolve("duplicity-full-signatures.20231114T221320Z.sigtar.gz");
    Files.delete(third);
    Files.write(first, new byte[] {1, 2, 3});
    Files.write(signatures, new byte[] {31, -117, 3});

    var said = verify("base");

    assertThat(said.errors())
        .contains(first.getFileName() + " is not the file that was stored")
        .contains("volume 3 of the full 20231114T221320Z is not there")
        .contains("cannot open " + signatures.getFileName())
        .contains("3 damages found");
    assertThat(said.exit()).isEqualTo(31);
    assertThat(said.output()).contains(" files compared, 0 differences found.");
    assertThat(said.output()).doesNotContain("Difference found");
  }

  @Test
  void a_manifest_that_cannot_be_read_does_not_keep_the_volumes_of_others_from_being_proved()
      throws IOException {
    Path base = archives.resolve("base");
    Path volume = base.resolve(FULL + ".vol2.difftar.gz");
    Files.write(volume, new byte[] {1, 2, 3});
    Files.writeString(
        base.resolve("duplicity-inc.20231114T231320Z.to.20231115T001320Z.manifest"), "nonsense\n");
    shell.environment.put("XDG_CACHE_HOME", home.resolve("another-cache").toString());

    var said = verify("base");

    assertThat(said.errors())
        .contains("manifest of the increment 20231114T231320Z to 20231115T001320Z")
        .contains(volume.getFileName() + " is not the file that was stored")
        .contains("not everything could be compared");
    assertThat(said.exit()).isEqualTo(6);
  }

  @Test
  void a_state_that_cannot_be_used_does_not_keep_the_rest_from_being_named() throws IOException {
    Path base = archives.resolve("base");
    Files.delete(base.resolve("duplicity-inc.20231114T231320Z.to.20231115T001320Z.manifest"));
    Files.delete(base.resolve("duplicity-full-signatures.20231114T221320Z.sigtar.gz"));
    Path volume = base.resolve(FULL + ".vol2.difftar.gz");
    Files.write(volume, new byte[] {1, 2, 3});
    Files.delete(base.resolve(FULL + ".vol3.difftar.gz"));
    Files.createFile(base.resolve("duplicity-full.20200101T000000Z.vol2.difftar.gz"));
    shell.environment.put("XDG_CACHE_HOME", home.resolve("another-cache").toString());

    var said = verify("base");

    assertThat(said.exit()).isEqualTo(6);
    assertThat(said.errors())
        .contains("In the archive: the full 20200101T000000Z has no manifest (1 volume is there)")
        .contains(
            "In the archive: the increment 20231114T231320Z to 20231115T001320Z has no manifest")
        .contains("the backup of 20231115T001320Z cannot be used")
        .contains("the full 20231114T221320Z has no signatures in the archive")
        .contains(volume.getFileName() + " is not the file that was stored")
        .contains("volume 3 of the full 20231114T221320Z is not there")
        .contains("4 damages found")
        .contains("not everything could be compared");
    assertThat(said.output()).doesNotContain("Difference found");
  }

  @Test
  void volumes_whose_manifest_is_damaged_are_looked_at_by_themselves() throws IOException {
    Path base = archives.resolve("base");
    String increment = "duplicity-inc.20231114T231320Z.to.20231115T001320Z";
    Files.writeString(base.resolve(increment + ".manifest"), "nonsense\n");
    Files.write(base.resolve(increment + ".vol1.difftar.gz"), new byte[] {31, -117, 3});
    shell.environment.put("XDG_CACHE_HOME", home.resolve("another-cache").toString());

    var said = verify("base");

    assertThat(said.errors())
        .contains("the manifest of the increment")
        .contains("cannot open " + increment + ".vol1.difftar.gz")
        .contains("2 damages found");
  }

  @Test
  void without_any_state_that_could_be_verified_the_reasons_are_named() {
    var said = verify("missing-full-manifest");

    assertThat(said.exit()).isEqualTo(4);
    assertThat(said.errors())
        .contains("In the archive: the full 20231114T221320Z has no manifest (3 volumes, and its")
        .contains("In the archive: the increment 20231114T221320Z to 20231114T231320Z cannot be");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing-full-manifest",
        "missing-inc1-manifest",
        "missing-full-signatures",
        "missing-inc1-signatures",
        "missing-last-signatures"
      })
  void what_repair_rebuilds_verifies_and_is_continued(String variant) throws Exception {
    String url = "file://" + archives.resolve(variant);
    var repaired = shell.run("repair", "--force", "--no-encryption", url);
    assertThat(repaired.exit()).as(repaired.errors()).isZero();

    assertThat(shell.run("status", url).exit()).isZero();
    assertThat(shell.run("list", url).exit()).isZero();
    var verified = verify(variant);
    assertThat(verified.exit()).as(verified.errors()).isZero();
    var continued =
        shell.run(
            "incremental", "--no-encryption", "--allow-source-mismatch", truth.toString(), url);
    assertThat(continued.exit()).as(continued.errors()).isZero();
    assertThat(verify(variant).exit()).isZero();
  }

  @Test
  void a_manifest_other_than_the_cached_one_is_told() throws IOException {
    assertThat(verify("base").exit()).isZero();
    Path manifest = archives.resolve("base").resolve(FULL + ".manifest");
    Files.writeString(manifest, Files.readString(manifest).replace("fixture-host", "other-host"));

    var said = verify("base");

    assertThat(said.exit()).isEqualTo(5);
    assertThat(said.errors()).contains(manifest.getFileName().toString());
  }
}
