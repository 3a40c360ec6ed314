package dev.keepwatch.agent.restore;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Differences that do not fit, in volumes whose digests do: duplicity puts an empty file in its
/// place and is content.
class DamagedDeltaTest {

  private static final String MAGIC = "rs\2\66";
  private static final String SET = "20231114T221320Z.to.20231114T221420Z";

  @TempDir Path home;
  private Bench bench;
  private Path archive;

  @BeforeEach
  void backUpTwice() throws IOException {
    archive = Files.createDirectory(home.resolve("archive"));
    bench = new Bench(home, archive);
    bench.envelopes = bench.unencrypted(Packaging.PLAIN);
    var source =
        new SmallTree(home.resolve("source")).random("a", 5000).random("b", 5000).file("c", "c");
    bench.backup(source.root());
    byte[] content = Files.readAllBytes(source.root().resolve("a"));
    content[4000]++;
    source.file("a", content).file("c", "changed");
    bench.now = bench.now.plusSeconds(60);
    bench.backup(source.root());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  /// Alters the first difference of the increment and the digest in its manifest.
  private void alter(int offset, char to) throws Exception {
    Path volume = archive.resolve("duplicity-inc." + SET + ".vol1.difftar");
    var text = new StringBuilder(Files.readString(volume, ISO_8859_1));
    text.setCharAt(text.indexOf(MAGIC) + offset, to);
    Path manifest = archive.resolve("duplicity-inc." + SET + ".manifest");
    Files.writeString(
        manifest, Files.readString(manifest).replace(sha1(volume), sha1(text.toString())));
    Files.writeString(volume, text, ISO_8859_1);
    new SmallTree(bench.cacheDirectory()).remove("");
  }

  private static String sha1(Path file) throws Exception {
    return sha1(Files.readString(file, ISO_8859_1));
  }

  private static String sha1(String bytes) throws Exception {
    var digest = MessageDigest.getInstance("SHA-1").digest(bytes.getBytes(ISO_8859_1));
    return HexFormat.of().formatHex(digest);
  }

  private void assertOnlyThatFileLacks() throws IOException {
    Path target = home.resolve("target");
    var result = bench.restore(target, bench.now);

    assertThat(result.errors()).isEqualTo(1);
    assertThat(bench.heard).anyMatch(line -> line.startsWith("failed: a: "));
    try (var files = Files.list(target)) {
      assertThat(files).containsExactlyInAnyOrder(target.resolve("b"), target.resolve("c"));
    }
    assertThat(target.resolve("c")).hasContent("changed");
    assertThat(home.resolve("tmp")).isEmptyDirectory();
  }

  @Test
  void a_command_that_does_not_exist_costs_that_file_and_no_other() throws Exception {
    alter(4, 'U'); // 55 is reserved
    assertOnlyThatFileLacks();
  }

  @Test
  void a_difference_that_is_none_costs_that_file_and_no_other() throws Exception {
    alter(0, 'x');
    assertOnlyThatFileLacks();
  }

  @Test
  void a_difference_that_ends_too_early_costs_that_file_and_no_other() throws Exception {
    alter(4, '\0');
    assertOnlyThatFileLacks();
  }

  @Test
  void a_copy_from_behind_the_end_of_the_old_file_costs_that_file_and_no_other() throws Exception {
    // The first command copies from the start of the file: 46, offset 0, a length of two bytes.
    alter(6, '\u00ff');
    assertOnlyThatFileLacks();
  }
}
