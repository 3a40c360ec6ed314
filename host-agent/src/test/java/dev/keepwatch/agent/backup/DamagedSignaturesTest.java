package dev.keepwatch.agent.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signatures that went bad, in the cache or in the archive, never make a wrong increment.
class DamagedSignaturesTest {

  private static final String INCREMENT =
      "duplicity-new-signatures.20231114T221320Z.to.20231114T231320Z.sigtar";

  @TempDir Path home;
  private Bench bench;
  private SmallTree source;

  @BeforeEach
  void backUpTwice() throws IOException {
    bench = new Bench(home, Files.createDirectory(home.resolve("archive")));
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    source = new SmallTree(home.resolve("source")).random("a", 5000).random("y", 50_000);
    bench.backup(source.root());
    source.random("y", 60_000);
    later();
    bench.backup(source.root());
    source.random("y", 70_000);
    later();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void later() {
    bench.now = bench.now.plusSeconds(3600);
  }

  private Path cached() {
    return bench.cacheDirectory().resolve(INCREMENT + ".gz");
  }

  private Path stored() {
    return home.resolve("archive").resolve(INCREMENT);
  }

  private void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 0x10;
    Files.write(file, bytes);
  }

  private void assertSameAsSource() throws IOException {
    bench.restore(home.resolve("restored"), bench.now);
    assertThat(TreeListing.of(home.resolve("restored"))).isEqualTo(TreeListing.of(source.root()));
  }

  @Test
  void damage_in_the_cache_is_told_and_mended_from_the_archive() throws IOException {
    flip(cached());

    var result = bench.backup(source.root());

    assertThat(result.set()).isInstanceOf(SetId.Incremental.class);
    assertThat(bench.heard)
        .anyMatch(line -> line.startsWith("warning: This run begins anew, since the signatures"));
    assertSameAsSource();
  }

  @Test
  void an_empty_file_in_the_cache_is_mended_too() throws IOException {
    Files.write(cached(), new byte[0]);

    assertThat(bench.backup(source.root()).set()).isInstanceOf(SetId.Incremental.class);
    assertSameAsSource();
  }

  @Test
  void signatures_cut_off_between_two_members_are_not_taken_for_whole() throws IOException {
    cutBeforeTheEnd();
    unbind();

    var result = bench.backup(source.root());

    assertThat(result.set()).isInstanceOf(SetId.Full.class);
    assertThat(bench.heard)
        .anyMatch(line -> line.contains("the archive is cut off between two members"))
        .anyMatch(line -> line.contains("are damaged, in the archive too"));
    assertSameAsSource();
  }

  @Test
  void an_increment_that_was_insisted_on_is_refused() throws IOException {
    cutBeforeTheEnd();
    bench.kind = BackupRequest.Kind.INCREMENTAL;

    assertThatThrownBy(() -> bench.backup(source.root()))
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_PARENT));
  }

  @Test
  void damage_of_the_whole_cached_file_behind_a_sound_checksum_is_seen() throws IOException {
    var tar = new ByteArrayOutputStream();
    try (var gzip = new GZIPInputStream(Files.newInputStream(cached()))) {
      byte[] whole = gzip.readAllBytes();
      tar.writeBytes(Arrays.copyOf(whole, whole.length - 10_000));
    }
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(cached()))) {
      tar.writeTo(gzip);
    }

    assertThat(bench.backup(source.root()).set()).isInstanceOf(SetId.Incremental.class);
    assertSameAsSource();
  }

  @Test
  void a_manifest_that_knows_too_few_volumes_is_no_base_for_an_increment() throws IOException {
    bench.volumeSize = 20_000;
    bench.kind = BackupRequest.Kind.FULL;
    var full = (SetId.Full) bench.backup(source.root()).set();
    Path manifest = home.resolve("archive").resolve("duplicity-full." + full.time() + ".manifest");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.substring(0, text.indexOf("Volume 2:")));
    Files.delete(bench.cacheDirectory().resolve("duplicity-full." + full.time() + ".manifest"));
    bench.kind = BackupRequest.Kind.EITHER;
    later();

    var result = bench.backup(source.root());

    assertThat(result.set()).isInstanceOf(SetId.Full.class);
    assertThat(bench.heard).anyMatch(line -> line.contains("knows 1 volumes, and there are"));
  }

  @Test
  void signatures_that_the_manifest_does_not_mean_are_not_taken_either() throws IOException {
    cutBeforeTheEnd();

    assertThat(bench.backup(source.root()).set()).isInstanceOf(SetId.Full.class);
    assertThat(bench.heard).anyMatch(line -> line.contains("it was replaced or altered"));
    assertSameAsSource();
  }

  /// Takes the binding line from the increment's manifest, as if duplicity had written it.
  private void unbind() throws IOException {
    String name = "duplicity-inc.20231114T221320Z.to.20231114T231320Z.manifest";
    for (Path directory : List.of(bench.cacheDirectory(), home.resolve("archive"))) {
      Path manifest = directory.resolve(name);
      Files.writeString(
          manifest, Files.readString(manifest).replaceFirst("\nKeepwatch [^\n]*\n", "\n"));
    }
  }

  /// Takes the end blocks from the increment's signatures in the archive; the cache forgets them.
  private void cutBeforeTheEnd() throws IOException {
    byte[] whole = Files.readAllBytes(stored());
    int end = whole.length;
    while (whole[end - 1] == 0) {
      end--;
    }
    Files.write(stored(), Arrays.copyOf(whole, (end + 511) / 512 * 512));
    Files.delete(cached());
  }
}
