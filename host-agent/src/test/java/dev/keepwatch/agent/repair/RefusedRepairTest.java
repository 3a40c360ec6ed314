package dev.keepwatch.agent.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.rsync.BlockLength;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is left as it is, since nobody can know.
class RefusedRepairTest extends LossyArchive {

  @Test
  void without_being_told_to_nothing_is_read_or_written() throws Exception {
    backup();
    lose(FULL + ".manifest");
    storage.written.clear();
    storage.read.clear();

    var result = bench.repair(request(false));

    assertThat(result.plan().repairs()).hasSize(1);
    assertThat(result.repaired()).isEmpty();
    assertThat(storage.written).isEmpty();
    assertThat(storage.read).isEmpty();
  }

  @Test
  void a_run_that_broke_off_before_its_signatures_is_left_alone() throws Exception {
    breakAt("signatures");

    var result = repair();

    assertThat(result.plan().isEmpty()).isTrue();
    assertThat(bench.heard).anyMatch(line -> line.contains("nobody can know whether volumes lack"));
    assertThat(storage.written).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void volumes_that_lack_at_the_end_are_noticed(int lost) throws Exception {
    for (int i = 0; i < 30; i++) {
      source.random("c" + i, 10_000);
    }
    backup();
    lose(FULL + ".manifest");
    for (int i = 0; i < lost; i++) {
      loseLastVolume();
    }

    assertRefused(repair(), "so that at least one lacks at the end");
  }

  @Test
  void a_file_that_goes_on_in_a_volume_that_lacks_is_noticed() throws Exception {
    backup();
    lose(FULL + ".manifest");
    loseLastVolume();

    assertRefused(repair(), "'b' ends with part");
  }

  @Test
  void signatures_of_another_set_do_not_prove_this_one() throws Exception {
    backup();
    Path signatures = archive.resolve(SIGNATURES);
    byte[] text = Files.readAllBytes(signatures);
    // The name in the header of the entry "a", and its checksum.
    int at = new String(text, StandardCharsets.ISO_8859_1).lastIndexOf("signature/a\0");
    text[at + "signature/".length()]++;
    byte[] sum = "%06o".formatted(checksum(text, at)).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(sum, 0, text, at + 148, sum.length);
    Files.write(signatures, text);
    lose(FULL + ".manifest");

    assertRefused(repair(), "the signatures tell of 'b' where the volumes hold 'a'");
  }

  private static int checksum(byte[] text, int header) {
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += i >= 148 && i < 156 ? ' ' : text[header + i] & 0xff;
    }
    return sum;
  }

  @Test
  void the_cached_manifest_is_not_brought_back_for_volumes_that_are_no_longer_those()
      throws Exception {
    backup();
    lose(FULL + ".manifest");
    damage(archive.resolve(FULL + ".vol2.difftar"));
    storage.written.clear();

    assertRefused(bench.repair(request(true)), "vol2.difftar is not the file that was stored");
    assertThat(cached()).contains(FULL + ".manifest");

    loseLastVolume();
    assertRefused(bench.repair(request(true)), "the set would look whole");
  }

  @Test
  void signatures_other_than_the_manifest_speaks_of_are_not_stored() throws Exception {
    backup();
    lose(SIGNATURES);
    var otherBlocks =
        new RepairRequest(Optional.empty(), Optional.empty(), new BlockLength(512), true);

    assertRefused(repair(otherBlocks), "is not what the manifest of the full");
    assertThat(cached()).noneMatch(name -> name.contains("signatures"));
    assertThat(repair().failed()).isEmpty();
    assertThat(bench.archive().catalog().defects()).isEmpty();
  }
}
