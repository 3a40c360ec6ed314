package dev.keepwatch.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Bench;
import dev.keepwatch.agent.engine.Fixtures;
import dev.keepwatch.agent.engine.ForkedEngine;
import dev.keepwatch.agent.engine.MemoryDirectory;
import dev.keepwatch.agent.engine.SmallTree;
import dev.keepwatch.agent.engine.TreeListing;
import dev.keepwatch.agent.envelope.OutsideProgram;
import dev.keepwatch.agent.posix.PathBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups, in a JVM of their own, of sources that resist: no right to read, names that are no
/// text, more names than memory likes.
class UnreadableSourceTest {

  @TempDir Path home;
  private SmallTree source;

  @BeforeEach
  void setUp() throws IOException {
    source = new SmallTree(home.resolve("source"));
    Files.createDirectory(home.resolve("archive"));
  }

  private void forbid(String path, String mode) throws IOException {
    Files.setPosixFilePermissions(
        source.root().resolve(path), PosixFilePermissions.fromString(mode));
  }

  private void restore(Path target, int minute) throws IOException {
    try (var bench = new Bench(home, home.resolve("archive"))) {
      assertThat(bench.restore(target, Bench.T0.plusSeconds(60L * minute)).errors()).isZero();
    }
  }

  @Test
  void what_cannot_be_read_is_told_and_stays_as_the_earlier_backup_has_it() throws Exception {
    Fixtures.assumeRoot();
    OutsideProgram.required("setpriv");
    var engine = new ForkedEngine(home).withoutPrivileges();
    source.file("open", "1").file("secret", "1").file("closed/x", "1").file("blind/x", "1");
    source.file("was-dir/x", "1").file("gone", "1");
    assertThat(engine.backup(source.root(), 0)).endsWith("errors: 0");
    source.file("open", "2").file("secret", "2").file("closed/x", "2").file("blind/x", "2");
    source.remove("was-dir").file("was-dir", "2").remove("gone");
    forbid("secret", "---------");
    forbid("was-dir", "---------");
    forbid("closed", "---------");
    forbid("blind", "r--------");

    var heard = engine.backup(source.root(), 1);

    assertThat(heard)
        .contains(
            "unreadable: secret: permission denied",
            "unreadable: was-dir: permission denied",
            "unreadable: closed: its content cannot be listed: permission denied",
            "unreadable: blind/x: permission denied",
            "errors: 4");
    Path target = home.resolve("target");
    restore(target, 1);
    assertThat(target.resolve("open")).hasContent("2");
    for (String kept : List.of("secret", "closed/x", "blind/x", "was-dir/x")) {
      assertThat(target.resolve(kept)).as(kept).hasContent("1");
    }
    assertThat(target.resolve("gone")).doesNotExist();

    forbid("secret", "rw-------");
    forbid("closed", "rwx------");
    forbid("blind", "rwx------");
    forbid("was-dir", "rw-------");
    assertThat(engine.backup(source.root(), 2)).endsWith("errors: 0");
    restore(home.resolve("later"), 2);
    assertThat(TreeListing.of(home.resolve("later"))).isEqualTo(TreeListing.of(source.root()));
  }

  @Test
  void names_that_are_no_text_survive_where_the_locale_knows_ascii_only() throws Exception {
    source.file("plain", "plain");
    for (String hex : List.of("ff", "fffe41", "c3bc", "61e2", "f09f9880", "0a", "25")) {
      Path file = PathBytes.toPath(source.root(), HexFormat.of().parseHex(hex));
      Files.writeString(Files.createDirectory(file).resolve("x"), hex);
    }
    var engine = new ForkedEngine(home).inLocale("C");

    assertThat(engine.backup(source.root(), 0)).endsWith("errors: 0");
    assertThat(engine.restore(home.resolve("target"), 0)).endsWith("errors: 0");

    assertThat(TreeListing.of(home.resolve("target"))).isEqualTo(TreeListing.of(source.root()));
  }

  @Test
  void two_hundred_thousand_names_in_one_directory_fit_into_little_memory() throws Exception {
    try (var many = new MemoryDirectory(home)) {
      for (int i = 0; i < 200_000; i++) {
        Files.createFile(many.path().resolve("a-name-of-a-usual-length-" + i));
      }
      assertThat(new ForkedEngine(home).withMemory(64).walk(many.path()))
          .contains("entries: 200001");
    }
  }
}
