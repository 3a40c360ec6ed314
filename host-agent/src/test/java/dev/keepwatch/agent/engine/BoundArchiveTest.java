package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.backup.BackupRequest;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody who may write to an archive puts old files under new names: the line that binds
/// manifests to their sets tells (docs/FORMAT.md, "The binding line").
class BoundArchiveTest {

  private static final String FULL = "duplicity-full.20231114T221320Z";
  private static final String SECOND = "duplicity-inc.20231114T221320Z.to.20231114T221420Z";
  private static final String SIGNATURES = "duplicity-new-signatures.20231114T221320Z.to.";

  @TempDir Path home;
  private Path archive;
  private Bench bench;
  private SmallTree source;

  @BeforeEach
  void setUp() throws IOException {
    archive = Files.createDirectory(home.resolve("archive"));
    bench = new Bench(home, archive);
    source = new SmallTree(home.resolve("source")).file("a", "one").random("b", 5_000);
    bench.backup(source.root());
    source.file("a", "two");
    later();
    bench.backup(source.root());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void later() {
    bench.now = bench.now.plusSeconds(60);
  }

  private void forgetCache() throws IOException {
    try (var files = Files.list(bench.cacheDirectory())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }

  /// Gives all files of a set the names of another one.
  private void rename(String from, String to) throws IOException {
    try (var files = Files.list(archive)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(from)) {
          Files.copy(file, archive.resolve(to + name.substring(from.length())));
        }
      }
    }
  }

  private static void assertRefused(ThrowingCallable what, String words) {
    assertThatThrownBy(what)
        .isInstanceOfSatisfying(
            ArchiveException.class, e -> assertThat(e.reason()).isEqualTo(Reason.MANIFEST))
        .hasMessageContaining(words);
  }

  @Test
  void the_manifests_of_a_chain_name_their_set_and_the_one_before() throws IOException {
    assertThat(Files.readString(archive.resolve(FULL + ".manifest")))
        .containsPattern("\nKeepwatch set=full\\.20231114T221320Z signatures=sha256:[0-9a-f]{64}\n")
        .doesNotContain("parent=");
    assertThat(Files.readString(archive.resolve(SECOND + ".manifest")))
        .containsPattern(
            "\nKeepwatch set=inc\\.20231114T221320Z\\.to\\.20231114T221420Z signatures=sha256:[0-9a-f]{64} parent=sha256:[0-9a-f]{64}\n");
  }

  @Test
  void an_old_full_under_a_newer_name_is_no_backup_of_that_time() throws IOException {
    rename(FULL, "duplicity-full.20231114T231320Z");
    rename(
        "duplicity-full-signatures.20231114T221320Z", "duplicity-full-signatures.20231114T231320Z");
    bench.now = bench.now.plusSeconds(7200);

    assertRefused(
        () -> bench.restore(home.resolve("restored"), bench.now),
        "what is called the full 20231114T231320Z says that it is the full 20231114T221320Z");
    assertThat(home.resolve("restored")).doesNotExist();
    var next = bench.backup(source.root());
    assertThat(next.set()).as("an increment would build on a lie").isInstanceOf(SetId.Full.class);
    assertThat(bench.heard).anyMatch(line -> line.contains("files were renamed"));
  }

  @Test
  void a_full_that_was_replaced_below_its_increment_is_noticed() throws IOException {
    Path other = Files.createDirectory(home.resolve("other"));
    try (var stranger = new Bench(home.resolve("strange"), other)) {
      stranger.backup(source.file("evil", "evil").root());
    }
    for (Path file : List.of(archive, other)) {
      assertThat(file.resolve(FULL + ".manifest")).exists();
    }
    try (var files = Files.list(other)) {
      for (Path file : files.toList()) {
        Path place = archive.resolve(file.getFileName());
        Files.deleteIfExists(place);
        Files.copy(file, place);
      }
    }
    forgetCache();

    assertRefused(
        () -> bench.restore(home.resolve("restored"), bench.now), "was replaced or altered");
  }

  @Test
  void signatures_that_were_replaced_are_not_built_on() throws IOException {
    Path signatures = archive.resolve(SIGNATURES + "20231114T221420Z.sigtar.gz");
    Path full = archive.resolve("duplicity-full-signatures.20231114T221320Z.sigtar.gz");
    Files.delete(signatures);
    Files.copy(full, signatures);
    forgetCache();
    source.file("a", "three");
    later();

    var next = bench.backup(source.root());

    assertThat(next.set()).isInstanceOf(SetId.Full.class);
    assertThat(bench.heard)
        .anyMatch(line ->
            line.startsWith("warning: A full backup is made")
                && line.contains("is not what the manifest of the increment"));
    bench.kind = BackupRequest.Kind.EITHER;
    assertThat(bench.restore(home.resolve("restored"), bench.now).errors()).isZero();
  }
}
