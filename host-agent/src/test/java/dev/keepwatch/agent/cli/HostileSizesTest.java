package dev.keepwatch.agent.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.ForgedArchive;
import dev.keepwatch.agent.tree.Attributes;
import dev.keepwatch.agent.tree.Details;
import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.LinkGroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Small archives that ask for very much, given to a small machine: the program ends, with a
/// sentence, and nothing is left over.
class HostileSizesTest extends SmallMachine {

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
}
