package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Headers, manifests and signatures that ask for very much: the program ends, with a sentence, and
/// nothing is left over.
class HostileTablesTest extends SmallMachine {

  @Test
  void a_pax_header_of_a_size_that_nothing_has_is_refused() throws Exception {
    archive.full(m -> m.directory("snapshot/./").raw('x', "x", "77777777777", new byte[0]));

    assertRefused(restore(), 30, "an extended header of 8589934591 bytes, more than is allowed");
  }

  @Test
  void a_pax_record_that_claims_a_length_is_refused() throws Exception {
    byte[] record = "2147483647 path=x\n".getBytes(US_ASCII);
    archive.full(m -> m.directory("snapshot/./").raw('x', "x", "00000000022", record));

    assertRefused(restore(), 30, "a pax record whose length is wrong");
  }

  @Test
  void very_many_pax_records_are_refused() throws Exception {
    var records = new ByteArrayOutputStream();
    for (int i = 0; i < 90_000; i++) {
      records.writeBytes("10 %05x=\n".formatted(i).getBytes(US_ASCII));
    }
    byte[] body = records.toByteArray();
    String size = "%011o".formatted(body.length);
    archive.full(m -> m.directory("snapshot/./").raw('x', "x", size, body));

    assertRefused(restore(), 30, "a member with more than 16384 pax records");
  }

  @Test
  void a_table_of_more_volumes_than_memory_holds_is_refused() throws Exception {
    archive.full(m -> m.directory("snapshot/./"));
    try (var manifest = archive.manifest()) {
      for (int i = 1; i <= 300_000; i++) {
        String volume = "Volume %d:\n  StartingPath . \n  EndingPath . \n  Hash SHA1 %040x\n";
        manifest.write(volume.formatted(i, i).getBytes(US_ASCII));
      }
    }

    // In 64 MB it would take long to come to the end of it.
    memory = "24m";
    var outcome = restore();

    assertThat(outcome.errors()).contains("the memory is not enough").hasLineCount(1);
    assertThat(outcome.exit()).isEqualTo(1);
  }

  @Test
  void a_line_without_end_is_refused_before_it_fills_the_disk() throws Exception {
    archive.full(m -> m.directory("snapshot/./"));
    try (var manifest = archive.manifest()) {
      for (int i = 0; i < 200; i++) {
        manifest.write(new byte[1 << 20]);
      }
    }

    var outcome = restore();

    assertRefused(outcome, 6, "is no manifest: one of its lines has more than 65536 bytes");
    assertThat(home.resolve(".cache")).isDirectoryNotContaining("glob:**.incoming");
  }

  @Test
  void sums_of_very_many_blocks_end_where_the_disk_does() throws Exception {
    Path source = Files.createDirectory(home.resolve("source"));
    Files.writeString(source.resolve("a"), "changed");
    archive
        .full(m -> m.directory("snapshot/./").file("snapshot/a", new byte[1]))
        .signatures(m -> {
          m.directory("snapshot/./");
          m.raw('0', "signature/a", "%011o".formatted(12 + 12L * 8_000_000), sums(8_000_000));
        });

    var outcome =
        run(
            "incremental",
            "--no-encryption",
            "--allow-source-mismatch",
            "--volsize",
            "1",
            "--tempdir",
            disk.toString(),
            source.toString(),
            archive.url());

    assertRefused(outcome, 35, "there is no room left on a disk");
    assertThat(disk).isEmptyDirectory();
  }

  @Test
  void sums_with_lengths_that_nothing_has_cost_only_that_the_file_is_stored_whole()
      throws Exception {
    Path source = Files.createDirectory(home.resolve("source"));
    Files.writeString(source.resolve("a"), "changed");
    byte[] header = {0x72, 0x73, 1, 0x36, -1, -1, -1, -1, -1, -1, -1, -1};
    archive
        .full(m -> m.directory("snapshot/./").file("snapshot/a", new byte[1]))
        .signatures(m -> m.directory("snapshot/./").file("signature/a", header));

    var outcome =
        run(
            "incremental",
            "--no-encryption",
            "--allow-source-mismatch",
            source.toString(),
            archive.url());

    assertThat(outcome.exit()).as(outcome.errors()).isZero();
    assertThat(new String(outcome.output(), UTF_8)).contains("NewFiles");
  }

  private static byte[] sums(int blocks) {
    var sums = ByteBuffer.allocate(12 + 12 * blocks).putInt(0x72730136).putInt(512).putInt(8);
    return sums.array();
  }
}
