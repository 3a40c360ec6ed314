package dev.keepwatch.agent.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.repair.RepairRequest;
import dev.keepwatch.agent.repair.RepairResult;
import dev.keepwatch.agent.rsync.BlockLength;
import dev.keepwatch.agent.signatures.SignatureArchiveReader;
import dev.keepwatch.agent.storage.file.FileStorage;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Archives of duplicity that have lost something get it back as it was.
class FixtureRepairTest {

  private static final RepairRequest WRITE =
      new RepairRequest(Optional.empty(), Optional.empty(), BlockLength.USUAL, true);

  @TempDir Path home;
  private Path archive;

  @BeforeEach
  void makeRoom() throws IOException {
    archive = Files.createDirectory(home.resolve("archive"));
  }

  private Bench bench(Variant variant) throws Exception {
    Fixtures.run(List.of("cp", "-a", variant.target() + "/.", archive.toString()));
    var bench = new Bench(home, archive);
    bench.storage = new FileStorage(archive);
    variant.on(bench);
    return bench;
  }

  private static List<BackupSet> sets(Bench bench) throws IOException {
    return bench.archive().catalog().chains().getFirst().sets();
  }

  private static byte[] content(Bench bench, StoredFile file) throws IOException {
    var out = new ByteArrayOutputStream();
    bench.archive().read(file, out);
    return out.toByteArray();
  }

  private static RepairResult repair(Bench bench) throws IOException {
    var result = bench.repair(WRITE);
    assertThat(result.failed()).as("%s", bench.heard).isEmpty();
    return result;
  }

  @ParameterizedTest
  @EnumSource
  void every_manifest_comes_back_byte_for_byte(Variant variant) throws Exception {
    try (var bench = bench(variant)) {
      var originals = new HashMap<BackupSet, byte[]>();
      for (var set : sets(bench)) {
        originals.put(set, content(bench, set.manifest().orElseThrow()));
      }
      for (var set : sets(bench).subList(1, originals.size())) {
        Files.delete(archive.resolve(set.manifest().orElseThrow().name()));
      }

      assertThat(repair(bench).repaired()).hasSize(originals.size() - 1);
      assertManifests(bench, originals);

      Files.delete(archive.resolve(sets(bench).getFirst().manifest().orElseThrow().name()));
      Fixtures.run(List.of("rm", "-r", bench.cacheDirectory().toString()));
      assertThat(repair(bench).repaired()).hasSize(1);
      assertManifests(bench, originals);
    }
  }

  private static void assertManifests(Bench bench, Map<BackupSet, byte[]> originals)
      throws IOException {
    assertThat(sets(bench)).hasSize(originals.size());
    for (var original : originals.entrySet()) {
      var now =
          sets(bench).stream()
              .filter(set -> set.id().equals(original.getKey().id()))
              .findFirst()
              .orElseThrow();
      String text = new String(content(bench, now.manifest().orElseThrow()), ISO_8859_1);
      // The line that duplicity passes over.
      assertThat(text.replaceFirst("\nKeepwatch set=[^\n]* signatures=sha256:[^\n]*", ""))
          .isEqualTo(new String(original.getValue(), ISO_8859_1));
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ECC_SEPSIGN", "MINI_SHORTNAMES", "MINI_HIDDEN_RSA", "MINI_SYM_SIGN"})
  void all_signatures_come_back_with_the_same_entries(Variant variant) throws Exception {
    try (var bench = bench(variant)) {
      var originals = new HashMap<BackupSet, List<String>>();
      for (var set : sets(bench)) {
        originals.put(set, entries(bench, set));
        Files.delete(archive.resolve(set.signatures().orElseThrow().name()));
      }

      assertThat(repair(bench).repaired()).hasSize(originals.size());

      for (var set : sets(bench)) {
        var original =
            originals.entrySet().stream()
                .filter(one -> one.getKey().id().equals(set.id()))
                .findFirst()
                .orElseThrow();
        var now = entries(bench, set);
        for (int i = 0; i < now.size(); i++) {
          assertThat(now.get(i)).isEqualTo(original.getValue().get(i));
        }
        assertThat(now).hasSameSizeAs(original.getValue());
      }
    }
  }

  private static List<String> entries(Bench bench, BackupSet set) throws IOException {
    var entries = new ArrayList<String>();
    byte[] archive = content(bench, set.signatures().orElseThrow());
    try (var reader = new SignatureArchiveReader(set.id(), new ByteArrayInputStream(archive))) {
      for (var entry = reader.next(); entry != null; entry = reader.next()) {
        byte[] sums = entry.signature().get().readAllBytes();
        String what = entry.deleted() ? "gone" : entry.metadata().toString();

        entries.add(entry.path() + " " + what + " " + digest(sums));
      }
    }
    return entries;
  }

  /// 0.8 has other blocks than we and 3.0.3 have where a file is large.
  private static String digest(byte[] sums) {
    return sums.length > 12 * 256 ? "large" : HexFormat.of().formatHex(sums);
  }
}
