package dev.keepwatch.agent.volume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.tar.TarReader;
import dev.keepwatch.format.naming.Packaging;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How entries are cut into members and members laid into volumes (FORMAT.md §3, §4.2).
class PackingTest {

  private static final int PART = 65536;

  @TempDir Path home;
  private Path archive;
  private Bench bench;
  private SmallTree source;

  @BeforeEach
  void setUp() throws IOException {
    archive = Files.createDirectory(home.resolve("archive"));
    bench = new Bench(home, archive);
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    source = new SmallTree(home.resolve("source"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void backup() throws IOException {
    bench.backup(source.root(), Path.of("/some where"));
  }

  /// `name size`, volume after volume, from the second on with the volume's number before it.
  private List<String> members() throws IOException {
    var members = new ArrayList<String>();
    for (int number = 1; ; number++) {
      Path volume = archive.resolve("duplicity-full.20231114T221320Z.vol" + number + ".difftar");
      if (!Files.exists(volume)) {
        return members;
      }
      var tar = new TarReader(new ByteArrayInputStream(Files.readAllBytes(volume)));
      for (var header = tar.next(); header != null; header = tar.next()) {
        members.add(number + " " + new String(header.name(), UTF_8) + " " + header.bodyBytes());
      }
    }
  }

  private List<String> manifest() throws IOException {
    return Files.readAllLines(archive.resolve("duplicity-full.20231114T221320Z.manifest")).stream()
        .map(line -> line.replaceAll("[0-9a-f]{64}|[0-9a-f]{40}", "SUM"))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1 snapshot/f 0",
    "1, 1 snapshot/f 1",
    "65535, 1 snapshot/f 65535",
    "65536, 1 multivol_snapshot/f/1 65536;1 multivol_snapshot/f/2 0",
    "65537, 1 multivol_snapshot/f/1 65536;1 multivol_snapshot/f/2 1",
    "131072,"
        + " 1 multivol_snapshot/f/1 65536;1 multivol_snapshot/f/2 65536;1 multivol_snapshot/f/3 0"
  })
  void data_is_cut_where_duplicity_cuts_it(int size, String expected) throws IOException {
    source.random("f", size);
    backup();

    var members = members();
    assertThat(members.getFirst()).isEqualTo("1 snapshot/./ 0");
    assertThat(members.subList(1, members.size())).containsExactly(expected.split(";", -1));
    bench.restore(home.resolve("restored"), bench.now);
    assertThat(TreeListing.of(home.resolve("restored"))).isEqualTo(TreeListing.of(source.root()));
  }

  @Test
  void a_manifest_shows_parts_with_their_number_and_the_last_one_without() throws IOException {
    // Root and "a b" and the first part; then a part each; then the rest.
    bench.volumeSize = 2 * PART + 2000;
    source.file("a b", "x").random("big", 4 * PART + 10).file("z", "z");
    backup();

    assertThat(members())
        .containsExactly(
            "1 snapshot/./ 0",
            "1 snapshot/a b 1",
            "1 multivol_snapshot/big/1 65536",
            "2 multivol_snapshot/big/2 65536",
            "3 multivol_snapshot/big/3 65536",
            "4 multivol_snapshot/big/4 65536",
            "5 multivol_snapshot/big/5 10",
            "5 snapshot/z 1");
    assertThat(manifest())
        .containsExactly(
            "Hostname fixture-host",
            "Localdir \"/some\\x20where\"",
            "Keepwatch set=full.20231114T221320Z signatures=sha256:SUM",
            "Volume 1:",
            "    StartingPath   .  ",
            "    EndingPath     big 1",
            "    Hash SHA1 SUM",
            "Volume 2:",
            "    StartingPath   big 2",
            "    EndingPath     big 2",
            "    Hash SHA1 SUM",
            "Volume 3:",
            "    StartingPath   big 3",
            "    EndingPath     big 3",
            "    Hash SHA1 SUM",
            "Volume 4:",
            "    StartingPath   big 4",
            "    EndingPath     big 4",
            "    Hash SHA1 SUM",
            "Volume 5:",
            "    StartingPath   big  ",
            "    EndingPath     z  ",
            "    Hash SHA1 SUM",
            "Filelist 3",
            "    new      \"a\\x20b\"",
            "    new      big",
            "    new      z");
  }

  @Test
  void a_volume_is_never_larger_than_asked_for_unless_one_member_is() throws IOException {
    bench.volumeSize = 150_000;
    source.random("big", 1_000_000);
    for (int i = 0; i < 300; i++) {
      source.random("small/" + i, 3000);
    }
    backup();

    try (var files = Files.list(archive)) {
      for (Path volume : files.filter(file -> file.toString().endsWith("difftar")).toList()) {
        assertThat(volume).satisfies(v -> assertThat(Files.size(v)).isLessThanOrEqualTo(150_000));
      }
    }
  }

  @Test
  void a_volume_size_below_that_of_a_member_gives_each_its_own() throws IOException {
    bench.volumeSize = 1;
    source.file("a", "a").file("b", "b");
    backup();

    assertThat(members()).containsExactly("1 snapshot/./ 0", "2 snapshot/a 1", "3 snapshot/b 1");
    assertThat(bench.restore(home.resolve("restored"), bench.now).errors()).isZero();
  }

  @Test
  void an_increment_without_changes_starts_and_ends_at_the_root() throws IOException {
    source.file("a", "a");
    backup();
    bench.now = bench.now.plusSeconds(1);
    backup();

    String set = "duplicity-inc.20231114T221320Z.to.20231114T221321Z";
    assertThat(archive.resolve(set + ".vol1.difftar")).isEmptyFile();
    assertThat(Files.readString(archive.resolve(set + ".manifest")))
        .contains("    StartingPath   .  \n    EndingPath     .  \n")
        .endsWith("Filelist 0\n");
  }
}
