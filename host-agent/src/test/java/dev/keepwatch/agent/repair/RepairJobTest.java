package dev.keepwatch.agent.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.engine.WatchedStorage.Trouble;
import dev.keepwatch.agent.rsync.BlockLength;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is rebuilt, and what is left as it is since nobody can know.
class RepairJobTest {

  private static final String FULL = "duplicity-full.20231114T221420Z";
  private static final String SIGNATURES = "duplicity-full-signatures.20231114T221420Z.sigtar";

  @TempDir Path home;
  private Path archive;
  private Bench bench;
  private WatchedStorage storage;
  private SmallTree source;

  @BeforeEach
  void setUp() throws IOException {
    archive = Files.createDirectory(home.resolve("archive"));
    bench = new Bench(home, archive);
    bench.volumeSize = 100_000;
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    storage = new WatchedStorage(new FileStorage(archive));
    bench.storage = storage;
    source = new SmallTree(home.resolve("source")).file("a", "one").random("b", 300_000);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void backup() throws IOException {
    bench.now = bench.now.plusSeconds(60);
    bench.backup(source.root());
  }

  private static RepairRequest request(boolean write) {
    return new RepairRequest(Optional.empty(), Optional.empty(), BlockLength.USUAL, write);
  }

  private static RepairRequest requestWithNames() {
    byte[] directory = "/srv".getBytes(StandardCharsets.UTF_8);
    return new RepairRequest(Optional.of("web01"), Optional.of(directory), BlockLength.USUAL, true);
  }

  /// As on another host, which has nothing of the archive.
  private RepairResult repair() throws Exception {
    return repair(requestWithNames());
  }

  private RepairResult repair(RepairRequest request) throws Exception {
    forget();
    storage.written.clear();
    bench.heard.clear();
    return bench.repair(request);
  }

  private void forget() throws IOException {
    if (Files.exists(bench.cacheDirectory())) {
      try (var cached = Files.walk(bench.cacheDirectory())) {
        for (Path file : cached.toList().reversed()) {
          Files.delete(file);
        }
      }
    }
  }

  private void lose(String name) throws IOException {
    Files.delete(archive.resolve(name));
  }

  private void loseLastVolume() throws IOException {
    int last = 1;
    while (Files.exists(archive.resolve(FULL + ".vol" + (last + 1) + ".difftar"))) {
      last++;
    }
    lose(FULL + ".vol" + last + ".difftar");
  }

  private void assertRestores() throws IOException {
    Path target = home.resolve("restored");
    assertThat(bench.restore(target, bench.now).errors()).isZero();
    assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(source.root()));
  }

  private void assertRefused(RepairResult result, String why) {
    assertThat(result.repaired()).isEmpty();
    assertThat(result.firstFailure().orElseThrow()).hasMessageContaining(why);
    assertThat(storage.written).isEmpty();
  }

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
  void a_run_that_broke_off_right_before_its_manifest_is_brought_to_its_end() throws Exception {
    backup();
    source.file("c", "three").remove("a");
    storage.beforeWrite = Trouble.with("manifest", StorageException.Reason.TRANSIENT);
    assertThatThrownBy(this::backup).isInstanceOf(StorageException.class);
    storage.beforeWrite = name -> {};

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
    storage.beforeWrite = Trouble.with("manifest", StorageException.Reason.TRANSIENT);
    assertThatThrownBy(this::backup).isInstanceOf(StorageException.class);
    storage.beforeWrite = name -> {};

    assertThat(bench.repair(request(true)).failed()).isEmpty();

    assertThat(bench.cacheDirectory().resolve("keepwatch-unfinished")).exists();
    source.file("c", "three");
    backup();
    assertRestores();
    assertThat(bench.heard).noneMatch(line -> line.contains("warning"));
    assertThat(bench.cacheDirectory().resolve("keepwatch-unfinished")).doesNotExist();
  }

  @Test
  void a_run_that_broke_off_before_its_signatures_is_left_alone() throws Exception {
    storage.beforeWrite = Trouble.with("signatures", StorageException.Reason.TRANSIENT);
    assertThatThrownBy(this::backup).isInstanceOf(StorageException.class);
    storage.beforeWrite = name -> {};

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
  void a_damaged_volume_is_named_and_the_other_sets_are_repaired() throws Exception {
    bench.envelopes = bench.unencrypted(Packaging.GZIP);
    backup();
    source.file("c", "three");
    backup();
    var increment = "duplicity-inc.20231114T221420Z.to.20231114T221520Z";
    lose(increment + ".manifest");
    Path volume = archive.resolve(increment + ".vol1.difftar.gz");
    byte[] bytes = Files.readAllBytes(volume);
    bytes[bytes.length / 2] ^= 4;
    Files.write(volume, bytes);
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
        .startsWith("Hostname web01\nLocaldir /srv\nKeepwatch set=full.20231114T221420Z ");
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
  void the_cached_manifest_is_not_brought_back_for_volumes_that_are_no_longer_those()
      throws Exception {
    backup();
    lose(FULL + ".manifest");
    Path volume = archive.resolve(FULL + ".vol2.difftar");
    byte[] bytes = Files.readAllBytes(volume);
    bytes[1000] ^= 1;
    Files.write(volume, bytes);
    storage.written.clear();

    assertRefused(bench.repair(request(true)), "vol2.difftar is not the file that was stored");
    assertThat(cached()).contains(FULL + ".manifest");

    loseLastVolume();
    assertRefused(bench.repair(request(true)), "the set would look whole");
  }

  private List<String> cached() throws IOException {
    try (var files = Files.list(bench.cacheDirectory())) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
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

  @Test
  void damaged_signatures_of_an_earlier_set_do_not_keep_a_manifest_from_coming_back()
      throws Exception {
    backup();
    source.file("c", "three").remove("a");
    backup();
    lose("duplicity-inc.20231114T221420Z.to.20231114T221520Z.manifest");
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
    lose("duplicity-new-signatures.20231114T221420Z.to.20231114T221520Z.sigtar");
    forget();
    storage.beforeWrite = Trouble.with("", StorageException.Reason.TRANSIENT);
    assertThatThrownBy(() -> bench.repair(request(true))).isInstanceOf(StorageException.class);
    assertThat(cached()).noneMatch(name -> name.endsWith(".part"));
    assertThat(home.resolve("tmp")).isEmptyDirectory();
    storage.beforeWrite = name -> {};

    assertThat(repair().repaired()).hasSize(2);
    assertThat(bench.archive().catalog().defects()).isEmpty();
    assertThat(storage.deleted).isEmpty();
    assertRestores();
  }
}
