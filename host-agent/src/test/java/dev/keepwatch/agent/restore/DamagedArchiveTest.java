package dev.keepwatch.agent.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.storage.file.FileStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The archives that `make_damaged.sh` broke: duplicity restores many of them wrongly and says
/// nothing (FORMAT.md §11). Here each either comes back whole or fails, and what is there is right.
class DamagedArchiveTest {

  @TempDir Path home;
  private Path damaged;
  private Bench bench;
  private RestoreRuns restore;
  private Path target;

  @BeforeEach
  void unpack() throws Exception {
    Fixtures.assumeRoot();
    damaged = Files.createDirectory(home.resolve("damaged"));
    Fixtures.run(
        List.of(
            "tar",
            "xpJf",
            Fixtures.ROOT.resolve("damaged.tar.xz").toString(),
            "--numeric-owner",
            "-C",
            damaged.toString()));
    bench = new Bench(home, home.resolve("unused"));
    restore = new RestoreRuns(bench);
    target = home.resolve("target");
  }

  @AfterEach
  void close() throws IOException {
    assertThat(home.resolve("tmp")).isEmptyDirectory();
    bench.close();
  }

  private RestoreResult run(String variant, int state) throws IOException {
    bench.storage = new FileStorage(damaged.resolve("all").resolve(variant));
    return restore.run(target, Fixtures.time(state));
  }

  private List<String> truth(int state) throws IOException {
    return TreeListing.read(damaged.resolve("logs/base-T" + state + ".listing"));
  }

  private void assertFails(Reason reason, String variant, int state) throws IOException {
    assertThatThrownBy(() -> run(variant, state))
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    assertNothingWrong(state);
  }

  /// Whatever stands in the target is as it was in the source, byte for byte. (A directory that was
  /// being filled may have the wrong time, and what tells that the restore is not finished stays.)
  private void assertNothingWrong(int state) throws IOException {
    if (Files.exists(target)) {
      assertThat(truth(state))
          .containsAll(
              TreeListing.of(target).stream()
                  .filter(line -> !line.startsWith("d") && !line.contains(" .keepwatch-"))
                  .toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "base, 0",
    "base, 1",
    "base, 2",
    "missing-full-signatures, 2",
    "missing-inc1-signatures, 2",
    "missing-last-signatures, 2",
    "filelist-bad-count, 2",
    "foreign-file, 2",
    "missing-inc1-manifest, 0",
    "orphan-inc-gap, 0",
    "two-manifests-apart, 0"
  })
  void what_can_be_restored_comes_back_whole(String variant, int state) throws IOException {
    if (variant.equals("two-manifests-apart")) {
      Path doubled = damaged.resolve("all/two-manifests");
      Files.delete(doubled.resolve("duplicity-full.20231114T221320Z.manifest.gz"));
      Files.move(doubled, doubled.resolveSibling(variant));
    }
    assertThat(run(variant, state).errors()).isZero();
    assertThat(TreeListing.of(target)).isEqualTo(truth(state));
  }

  @ParameterizedTest
  @CsvSource({
    "missing-volume, DAMAGED",
    "truncated-volume, HASH_MISMATCH",
    "flipped-byte, HASH_MISMATCH",
    "missing-full-manifest, NO_BACKUP",
    "missing-inc1-manifest, MANIFEST",
    "orphan-inc-gap, MANIFEST",
    "orphan-inc-no-full, NO_BACKUP",
    "no-hash-lines, MANIFEST",
    "two-manifests, MANIFEST"
  })
  void what_cannot_be_restored_fails_and_leaves_nothing_wrong(String variant, Reason reason)
      throws IOException {
    assertFails(reason, variant, 2);
  }

  @Test
  void a_volume_that_is_cut_off_with_a_digest_that_fits_fails_too() throws IOException {
    assertThatThrownBy(() -> run("truncated-volume-hash-fixed", 2))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot open duplicity-full.20231114T221320Z.vol2.difftar.gz: ");
    assertNothingWrong(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing-volume", "truncated-volume", "flipped-byte"})
  void a_file_in_a_sound_volume_comes_back_all_the_same(String variant) throws IOException {
    restore.path = "d/f0";

    assertThat(run(variant, 2).errors()).isZero();
    assertThat(truth(2)).anyMatch(line -> line.contains(sum()) && line.endsWith(" d/f0"));
  }

  private String sum() {
    try {
      return TreeListing.of(target).getFirst().split(" ", -1)[6];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_last_increment_without_its_manifest_is_not_replaced_by_an_older_state()
      throws IOException {
    Files.delete(
        damaged.resolve("all/base/duplicity-inc.20231114T231320Z.to.20231115T001320Z.manifest"));

    assertFails(Reason.MANIFEST, "base", 2);
    assertThat(run("base", 1).errors()).isZero();
    assertThat(TreeListing.of(target)).isEqualTo(truth(1));
  }

  @Test
  void a_run_that_broke_off_is_told_and_the_state_before_it_restored() throws IOException {
    Path base = damaged.resolve("all/base");
    Files.delete(base.resolve("duplicity-inc.20231114T231320Z.to.20231115T001320Z.manifest"));
    Files.delete(
        base.resolve("duplicity-new-signatures.20231114T231320Z.to.20231115T001320Z.sigtar.gz"));

    assertThat(run("base", 2).errors()).isZero();
    assertThat(restore.heard).anyMatch(line -> line.startsWith("warning: "));
    assertThat(TreeListing.of(target)).isEqualTo(truth(1));
  }

  @Test
  void a_manifest_that_knows_too_few_volumes_is_told_and_counts() throws IOException {
    Path manifest = damaged.resolve("all/base/duplicity-full.20231114T221320Z.manifest");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.substring(0, text.indexOf("Volume 3:")));

    var result = run("base", 0);

    assertThat(result.errors()).isPositive();
    assertThat(restore.heard).anyMatch(line -> line.contains("its manifest knows only 2"));
    assertNothingWrong(0);
  }
}
