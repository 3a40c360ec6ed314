package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.engine.ForgedArchive;
import dev.keepwatch.agent.envelope.OutsideProgram;
import dev.keepwatch.agent.tree.Attributes;
import dev.keepwatch.agent.tree.Details;
import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.LinkGroup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small archives that ask for very much, given to a program that has 64 MB of memory and a target
/// of 32 MB: it ends, with a sentence, and nothing is left over.
class HostileSizesTest {

  @TempDir Path home;
  private Path disk;
  private Path target;
  private HostileArchive archive;

  @BeforeEach
  void mount_a_small_disk() throws Exception {
    Fixtures.assumeRoot();
    disk = Files.createDirectory(home.resolve("disk"));
    target = disk.resolve("target");
    archive = new HostileArchive(home.resolve("archive"));
    OutsideProgram.required("mount")
        .run("-t", "tmpfs", "-o", "size=32m", "none", disk.toString())
        .succeeded();
  }

  @AfterEach
  void unmount() {
    OutsideProgram.required("umount").run(disk.toString()).succeeded();
  }

  private OutsideProgram.Outcome run(String... arguments) {
    var command = new java.util.ArrayList<>(OwnProcess.command(arguments));
    command.add(1, "-Xmx64m");
    return OutsideProgram.required("env", OwnProcess.environment(home))
        .run(command.toArray(String[]::new));
  }

  private OutsideProgram.Outcome restore(String... options) {
    var words =
        Stream.of(List.of("restore"), List.of(options), List.of(archive.url(), "" + target));
    return run(words.flatMap(List::stream).toArray(String[]::new));
  }

  private void assertRefused(OutsideProgram.Outcome outcome, int exit, String sentence) {
    assertThat(outcome.errors()).contains(sentence).doesNotContain("\tat ", "memory");
    assertThat(outcome.errors().length()).isLessThan(30_000);
    assertThat(outcome.exit()).isEqualTo(exit);
  }

  /// Beside the mark by which an unfinished restore is known.
  private void assertOnly(String... names) throws IOException {
    try (var files = Files.list(target)) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> !name.startsWith(".keepwatch-")))
          .containsExactlyInAnyOrder(names);
    }
  }

  private static FileMetadata file(Details details) {
    return ForgedArchive.metadata(EntryType.REGULAR, "").with(details);
  }

  private static byte[] delta(int copies, int bytes) {
    var delta = ByteBuffer.allocate(5 + 6 * copies).putInt(0x72730236);
    for (int i = 0; i < copies; i++) {
      delta.put((byte) 0x47).put((byte) 0).putInt(bytes);
    }
    return delta.put((byte) 0).array();
  }

  @Test
  void copies_of_copies_end_where_the_disk_does() throws Exception {
    byte[] small = new byte[60_000];
    archive
        .full(m -> m.directory("snapshot/./").file("snapshot/a", small).file("snapshot/b", small))
        .increment(m -> m.file("diff/a", delta(10_000, 60_000)));

    var outcome = restore();

    assertRefused(outcome, 1, "bytes that there is room for");
    assertOnly("b");
  }

  @Test
  void a_literal_of_a_length_that_nothing_has_is_refused() throws Exception {
    byte[] endless = {0x72, 0x73, 2, 0x36, 0x44, 0x7f, -1, -1, -1, -1, -1, -1, -1, 'x'};
    archive
        .full(m -> m.directory("snapshot/./").file("snapshot/a", new byte[9]))
        .increment(m -> m.file("diff/a", endless));

    assertRefused(restore(), 1, "bytes that there is room for");
    assertOnly();
  }

  @Test
  void zeros_that_were_compressed_away_end_where_the_disk_does() throws Exception {
    archive.full(m -> m.directory("snapshot/./").file("snapshot/a", new byte[9]).zeros("b", 4000));

    var outcome = restore();

    assertRefused(outcome, 35, "there is no room left for 'b'");
    assertOnly("a");
  }

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
  void very_large_attributes_are_told_and_the_file_comes_back() throws Exception {
    var attributes = Attributes.of(Map.of("user.large", new byte[900_000]));
    var details = new Details(true, 0, 1, false, LinkGroup.NONE, attributes);
    archive.full(m -> m.directory("snapshot/./").member("snapshot/a", file(details), new byte[1]));

    var outcome = restore();

    assertRefused(outcome, 1, "attribute user.large could not be set");
    assertOnly("a");
  }

  @Test
  void names_of_a_megabyte_are_told_in_short_and_the_rest_comes_back() throws Exception {
    String deep = "snapshot/" + "d/".repeat(100_000) + "x";
    String wide = "snapshot/" + "w".repeat(1_000_000);
    archive.full(m ->
        m.directory("snapshot/./")
            .file("snapshot/a", new byte[1])
            .file(deep, new byte[1])
            .file(wide, new byte[1])
            .file("snapshot/x", new byte[1]));

    var outcome = restore();

    assertRefused(outcome, 1, "the path is too long for this system");
    assertOnly("a", "x");
  }

  @Test
  void very_many_small_members_take_little_memory() throws Exception {
    int members = Integer.getInteger("keepwatch.members", 100_000);
    archive.full(m -> {
      m.directory("snapshot/./");
      for (int i = 0; i < members; i++) {
        m.file("snapshot/%08d".formatted(i), new byte[0]);
      }
      m.file("snapshot/x", "last".getBytes(US_ASCII));
    });

    var outcome = restore("--path-to-restore", "x");

    assertThat(outcome.exit()).as(outcome.errors()).isZero();
    assertThat(target).hasContent("last");
  }

  @Test
  void groups_of_links_that_contradict_themselves_become_files() throws Exception {
    archive.full(m -> {
      m.directory("snapshot/./");
      for (int i = 0; i < 2000; i++) {
        byte[] body = ("" + i / 2 % 2).getBytes(US_ASCII);
        var group = new LinkGroup("group " + i % 2);
        m.member(
            "snapshot/%04d".formatted(i),
            file(new Details(true, 0, 1, false, group, Attributes.NONE)),
            body);
      }
    });

    var outcome = restore();

    assertThat(outcome.exit()).as(outcome.errors()).isZero();
    for (int i = 0; i < 2000; i++) {
      assertThat(target.resolve("%04d".formatted(i))).hasContent("" + i / 2 % 2);
    }
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
