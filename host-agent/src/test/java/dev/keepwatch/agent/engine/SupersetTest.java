package dev.keepwatch.agent.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.engine.Duplicity.Release;
import dev.keepwatch.agent.posix.ExtendedAttributes;
import dev.keepwatch.agent.posix.FileStatus;
import dev.keepwatch.agent.posix.Posix;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What duplicity loses comes back with Keepwatch, and duplicity does not mind that it is there.
class SupersetTest {

  /// `user::rw-,user:1234:r--,group::r--,mask::r--,other::---`, as the kernel has it.
  private static final byte[] ACL = {
    2,
    0,
    0,
    0,
    1,
    0,
    6,
    0,
    -1,
    -1,
    -1,
    -1,
    2,
    0,
    4,
    0,
    (byte) 0xd2,
    4,
    0,
    0,
    4,
    0,
    4,
    0,
    -1,
    -1,
    -1,
    -1,
    16,
    0,
    4,
    0,
    -1,
    -1,
    -1,
    -1,
    32,
    0,
    0,
    0,
    -1,
    -1,
    -1,
    -1
  };

  @TempDir Path home;
  private Bench bench;
  private Path archive;
  private SmallTree source;

  @BeforeEach
  void makeTree() throws IOException {
    Fixtures.assumeRoot();
    archive = Files.createDirectory(home.resolve("archive"));
    bench = new Bench(home, archive);
    bench.allowSourceMismatch = true;
    source = new SmallTree(home.resolve("source")).file("a", "one").random("d/big", 200_000);
    Path a = source.root().resolve("a");
    Files.createLink(source.root().resolve("d/link-of-a"), a);
    ExtendedAttributes.set(a, "user.comment", "ü".getBytes(UTF_8));
    ExtendedAttributes.set(a, "user.bytes", new byte[] {0, '\n', (byte) 0xff, '='});
    ExtendedAttributes.set(a, "user.odd=name%", new byte[0]);
    ExtendedAttributes.set(source.root().resolve("d"), "user.of-directory", "x".getBytes(UTF_8));
    Posix.utimensat(a, 1_600_000_100L, 123_456_789, false);
    source.file("with-acl", "x").file("early", "y");
    ExtendedAttributes.set(source.root().resolve("with-acl"), "system.posix_acl_access", ACL);
    Posix.utimensat(source.root().resolve("early"), -5, 250_000_000, false);
    try (var sparse = new RandomAccessFile(source.root().resolve("sparse").toFile(), "rw")) {
      sparse.seek(20 << 20);
      sparse.write(1);
      sparse.setLength(40 << 20);
    }
    Posix.utimensat(source.root().resolve("sparse"), 1_600_000_200L, 0, false);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Path restored() throws IOException {
    Path target = home.resolve("restored");
    assertThat(bench.restore(target, bench.now).errors()).as("%s", bench.heard).isZero();
    return target;
  }

  private void later() {
    bench.now = bench.now.plusSeconds(3600);
  }

  private static String acl(Path file) throws IOException {
    return List.of(
            ExtendedAttributes.names(file),
            java.util.HexFormat.of()
                .formatHex(ExtendedAttributes.value(file, "system.posix_acl_access").orElseThrow()))
        .toString();
  }

  @Test
  void everything_comes_back() throws IOException {
    bench.backup(source.root());

    Path target = restored();

    Path a = target.resolve("a");
    assertThat(ExtendedAttributes.names(a))
        .containsExactlyInAnyOrder("user.comment", "user.bytes", "user.odd=name%");
    assertThat(ExtendedAttributes.value(a, "user.bytes").orElseThrow())
        .containsExactly(0, '\n', 0xff, '=');
    assertThat(ExtendedAttributes.value(target.resolve("d"), "user.of-directory").orElseThrow())
        .containsExactly('x');
    assertThat(acl(target.resolve("with-acl"))).isEqualTo(acl(source.root().resolve("with-acl")));
    assertThat(FileStatus.of(a).mtimeNanos()).isEqualTo(123_456_789);
    assertThat(FileStatus.of(a).inode())
        .isEqualTo(FileStatus.of(target.resolve("d/link-of-a")).inode());
    var early = FileStatus.of(target.resolve("early"));
    assertThat(early.mtimeSecond()).isEqualTo(-5);
    assertThat(early.mtimeNanos()).isEqualTo(250_000_000);
    var sparse = FileStatus.of(target.resolve("sparse"));
    assertThat(sparse.sizeBytes()).isEqualTo(40 << 20);
    assertThat(sparse.allocatedBytes()).isLessThan(1 << 20);
    assertThat(TreeListing.of(target)).isEqualTo(TreeListing.of(source.root()));
  }

  @Test
  void nothing_changed_is_no_change() throws IOException {
    bench.backup(source.root());
    later();

    var tally = bench.backup(source.root()).tally();

    assertThat(tally.newFiles() + tally.changedFiles() + tally.deletedFiles()).isZero();
  }

  @Test
  void a_change_that_only_the_fine_time_the_size_or_an_attribute_shows_is_noticed()
      throws IOException {
    bench.backup(source.root());
    later();
    Path a = source.root().resolve("a");
    ExtendedAttributes.set(a, "user.comment", "other".getBytes(UTF_8));
    Path big = source.root().resolve("d/big");
    var before = FileStatus.of(big);
    Files.write(big, new byte[200_001]);
    Posix.utimensat(big, before.mtimeSecond(), before.mtimeNanos(), false);
    Posix.utimensat(source.root().resolve("early"), -5, 250_000_001, false);

    var tally = bench.backup(source.root()).tally();

    // "a" has two names.
    assertThat(tally.changedFiles()).isEqualTo(4);
    Path target = restored();
    assertThat(target.resolve("d/big")).hasBinaryContent(new byte[200_001]);
    assertThat(ExtendedAttributes.value(target.resolve("a"), "user.comment").orElseThrow())
        .isEqualTo("other".getBytes(UTF_8));
    assertThat(FileStatus.of(target.resolve("d/link-of-a")).links()).isEqualTo(2);
  }

  @Test
  void what_the_target_hands_down_lets_nobody_else_in() throws IOException {
    bench.backup(source.root());
    Path parent = Files.createDirectory(home.resolve("shared"));
    ExtendedAttributes.set(parent, "system.posix_acl_default", ACL);

    Path target = parent.resolve("restored");
    assertThat(bench.restore(target, bench.now).errors()).isZero();

    assertThat(ExtendedAttributes.names(target.resolve("early"))).isEmpty();
    assertThat(ExtendedAttributes.names(target)).isEmpty();
    assertThat(acl(target.resolve("with-acl"))).isEqualTo(acl(source.root().resolve("with-acl")));
  }

  @Test
  void names_that_have_parted_become_two_files() throws IOException {
    bench.backup(source.root());
    later();
    Path link = source.root().resolve("d/link-of-a");
    Files.delete(link);
    source.file("d/link-of-a", "two");
    bench.backup(source.root());

    Path target = restored();

    assertThat(target.resolve("a")).hasContent("one");
    assertThat(target.resolve("d/link-of-a")).hasContent("two");
    assertThat(FileStatus.of(target.resolve("a")).links()).isEqualTo(1);
  }

  @Test
  void attributes_of_a_directory_that_duplicity_stored_last_are_kept_again() throws Exception {
    bench.backup(source.root());
    Path d = source.root().resolve("d");
    later();
    try (var duplicity = new Duplicity(home.resolve("d"), Mode.UNENCRYPTED, Release.INSTALLED)) {
      Posix.utimensat(d, 1_600_000_300L, 0, false);
      duplicity.increment(source.root(), archive, bench.now);
    }
    later();

    bench.backup(source.root());

    assertThat(ExtendedAttributes.value(restored().resolve("d"), "user.of-directory").orElseThrow())
        .containsExactly('x');
  }

  @ParameterizedTest
  @EnumSource(Release.class)
  void duplicity_restores_lists_and_continues_it_and_sees_no_change(Release release)
      throws Exception {
    Posix.utimensat(source.root().resolve("early"), 5, 250_000_000, false);
    bench.backup(source.root());
    try (var duplicity = new Duplicity(home.resolve("d"), Mode.UNENCRYPTED, release)) {
      duplicity.restore(archive, home.resolve("theirs"), bench.now);
      assertThat(TreeListing.of(home.resolve("theirs"))).isEqualTo(TreeListing.of(source.root()));
      assertThat(duplicity.list(archive, bench.now)).contains("link-of-a").contains("with-acl");

      later();
      String said = duplicity.increment(source.root(), archive, bench.now);

      assertThat(said)
          .contains("NewFiles 0\n")
          .contains("ChangedFiles 0\n")
          .contains("DeletedFiles 0\n");
    }
    later();
    source.file("new", "n");
    var result = bench.backup(source.root());
    assertThat(result.set()).isInstanceOf(SetId.Incremental.class);
    assertThat(TreeListing.of(restored())).isEqualTo(TreeListing.of(source.root()));
  }
}
