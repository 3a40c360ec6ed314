package dev.keepwatch.agent.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.backup.BackupResult;
import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.signatures.SignatureArchiveReader;
import dev.keepwatch.agent.signatures.SignatureArchiveWriter;
import dev.keepwatch.format.naming.BackupTime;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that fail when they are read, and signatures that must not be trusted.
class OddFilesTest {

  @TempDir Path home;
  private Bench bench;
  private SmallTree source;

  @BeforeEach
  void setUp() throws IOException {
    bench = new Bench(home, Files.createDirectory(home.resolve("archive")));
    bench.envelopes = bench.unencrypted(Packaging.GZIP);
    source = new SmallTree(home.resolve("source"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_file_that_fails_when_it_is_read_is_told_and_the_set_is_made() throws IOException {
    Path memory = Path.of("/proc/self/mem");
    BackupResult result = bench.backup(memory);

    assertThat(result.errors()).isEqualTo(1);
    assertThat(result.tally().newFiles()).isZero();
    assertThat(bench.heard).anyMatch(line -> line.startsWith("unreadable: .: "));
  }

  @Test
  void a_file_whose_earlier_sums_are_too_short_to_trust_is_stored_whole() throws IOException {
    byte[] content = new byte[3000];
    source.file("f", content);
    bench.backup(source.root());
    shortenSums();
    content[2000] = 1;
    source.file("f", content);
    bench.now = bench.now.plusSeconds(60);

    var result = bench.backup(source.root());

    assertThat(result.tally().changedFiles()).isZero();
    assertThat(result.tally().newFiles()).isEqualTo(1);
    bench.restore(home.resolve("restored"), bench.now);
    assertThat(home.resolve("restored/f")).hasBinaryContent(content);
  }

  /// Rewrites the cached signatures with sums of two bytes, as other programs may have written
  /// them.
  private void shortenSums() throws IOException {
    Path cached =
        bench.cacheDirectory().resolve("duplicity-full-signatures.20231114T221320Z.sigtar.gz");
    byte[] whole;
    try (var gzip = new GZIPInputStream(Files.newInputStream(cached))) {
      whole = gzip.readAllBytes();
    }
    var shorter = new ByteArrayOutputStream();
    var writer = new SignatureArchiveWriter(shorter);
    var set = new SetId.Full(BackupTime.at(Bench.T0));
    try (var reader = new SignatureArchiveReader(set, new ByteArrayInputStream(whole))) {
      for (var entry = reader.next(); entry != null; entry = reader.next()) {
        if (entry.metadata().isRegular()) {
          byte[] sums = shortened(entry.signature().get().readAllBytes());
          writer.file(entry.path(), entry.metadata(), sums.length, new ByteArrayInputStream(sums));
        } else {
          writer.other(entry.path(), entry.metadata());
        }
      }
    }
    writer.finish();
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(cached))) {
      shorter.writeTo(gzip);
    }
  }

  private static byte[] shortened(byte[] signature) {
    var in = ByteBuffer.wrap(signature);
    var out = ByteBuffer.allocate(signature.length);
    out.putInt(in.getInt()).putInt(in.getInt()).putInt(2);
    in.getInt();
    while (in.hasRemaining()) {
      out.putInt(in.getInt()).putShort(in.getShort());
      in.position(in.position() + 6);
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }
}
