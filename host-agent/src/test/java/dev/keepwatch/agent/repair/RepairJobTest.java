package dev.keepwatch.agent.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.Loss;
import dev.keepwatch.agent.engine.WatchedStorage.Trouble;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.format.naming.Packaging;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What is rebuilt.
class RepairJobTest extends LossyArchive {

  @Test
  void a_run_that_broke_off_right_before_its_manifest_is_brought_to_its_end() throws Exception {
    backup();
    source.file("c", "three").remove("a");
    breakAt("manifest");

    var result = repair(request(true));

    assertThat(result.failed()).isEmpty();
    assertThat(storage.written)
        .singleElement()
        .asString()
        .contains("duplicity-inc")
        .endsWith("manifest");
    assertRestores();
    backup();
    assertThat(bench.heard).noneMatch(line -> line.contains("warning"));
  }

  @Test
  void a_run_that_could_have_been_continued_is_brought_to_its_end_too() throws Exception {
    backup();
    source.file("c", "two");
    breakAt("manifest");

    assertThat(bench.repair(request(true)).failed()).isEmpty();

    assertThat(bench.cacheDirectory().resolve("keepwatch-unfinished")).exists();
    source.file("c", "three");
    backup();
    assertRestores();
    assertThat(bench.heard).noneMatch(line -> line.contains("warning"));
    assertThat(bench.cacheDirectory().resolve("keepwatch-unfinished")).doesNotExist();
  }

  @Test
  void a_damaged_volume_is_named_and_the_other_sets_are_repaired() throws Exception {
    bench.envelopes = bench.unencrypted(Packaging.GZIP);
    backup();
    source.file("c", "three");
    backup();
    var increment = "duplicity-inc.20231114T221320Z.to.20231114T221420Z";
    lose(increment + ".manifest");
    Path volume = archive.resolve(increment + ".vol1.difftar.gz");
    damage(volume);
    lose(SIGNATURES + ".gz");

    var result = repair();

    assertThat(result.repaired()).hasSize(1);
    assertThat(storage.written).containsExactly(SIGNATURES + ".gz");
    assertThat(result.firstFailure().orElseThrow())
        .hasMessageContaining(volume.getFileName().toString());
  }

  @Test
  void where_no_other_manifest_tells_host_and_directory_they_are_asked_for() throws Exception {
    backup();
    lose(FULL + ".manifest");

    assertRefused(repair(request(true)), "say so with --host-name and --source-name");

    assertThat(bench.repair(requestWithNames()).failed()).isEmpty();
    assertThat(Files.readString(archive.resolve(FULL + ".manifest")))
        .startsWith("Hostname web01\nLocaldir /srv\nKeepwatch set=full.20231114T221320Z ");
    assertRestores();
  }

  @Test
  void what_the_local_cache_still_has_goes_before_what_is_rebuilt() throws Exception {
    backup();
    byte[] manifest = Files.readAllBytes(archive.resolve(FULL + ".manifest"));
    byte[] signatures = Files.readAllBytes(archive.resolve(SIGNATURES));
    source.file("c", "three");
    backup();
    lose(FULL + ".manifest");

    assertThat(bench.repair(request(true)).failed()).isEmpty();
    lose(SIGNATURES);
    assertThat(bench.repair(request(true)).failed()).isEmpty();

    assertThat(archive.resolve(FULL + ".manifest")).hasBinaryContent(manifest);
    assertThat(archive.resolve(SIGNATURES)).hasBinaryContent(signatures);
    assertThat(bench.heard)
        .anyMatch(line -> line.contains("local cache still has the manifest of the full"))
        .anyMatch(line -> line.contains("local cache still has the signatures of the full"));
    assertRestores();
  }

  @Test
  void damaged_signatures_of_an_earlier_set_do_not_keep_a_manifest_from_coming_back()
      throws Exception {
    backup();
    source.file("c", "three").remove("a");
    backup();
    lose("duplicity-inc.20231114T221320Z.to.20231114T221420Z.manifest");
    Files.write(archive.resolve(SIGNATURES), new byte[700]);

    assertThat(repair().failed()).as("%s", bench.heard).isEmpty();
    assertRestores();
  }

  @Test
  void what_cannot_be_stored_leaves_nothing_behind_and_can_be_tried_again() throws Exception {
    backup();
    source.file("c", "three");
    backup();
    lose(FULL + ".manifest");
    lose("duplicity-new-signatures.20231114T221320Z.to.20231114T221420Z.sigtar");
    Loss.ofAllIn(bench.cacheDirectory());
    storage.beforeWrite = Trouble.with("", StorageException.Reason.TRANSIENT);
    assertThatThrownBy(() -> bench.repair(request(true))).isInstanceOf(StorageException.class);
    assertThat(cached()).noneMatch(name -> name.endsWith(".part"));
    assertThat(temporary()).isEmptyDirectory();
    storage.beforeWrite = name -> {};

    assertThat(repair().repaired()).hasSize(2);
    assertThat(bench.archive().catalog().defects()).isEmpty();
    assertThat(storage.deleted).isEmpty();
    assertRestores();
  }
}
