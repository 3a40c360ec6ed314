package dev.keepwatch.format.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keepwatch.format.archive.MemberName.Kind;
import dev.keepwatch.format.fixtures.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberNameTest {

  @ParameterizedTest
  @CsvSource({
    "snapshot/a/b, SNAPSHOT, a/b, 0, false",
    "snapshot/a/b/, SNAPSHOT, a/b, 0, true",
    "diff/a, DIFF, a, 0, false",
    "deleted/a, DELETED, a, 0, false",
    "multivol_snapshot/a/b/12, SNAPSHOT, a/b, 12, false",
    "multivol_diff/a/3/1, DIFF, a/3, 1, false",
    "multivol_diff/a/2147483647, DIFF, a, 2147483647, false",
  })
  void a_name_says_what_the_member_holds(
      String name, Kind kind, String path, int part, boolean directory) {
    var member = new MemberName(kind, ArchivePath.of(path), part);

    assertThat(parse(name)).isEqualTo(member);
    assertThat(text(member.toBytes(directory))).isEqualTo(name);
    assertThat(member.isPart()).isEqualTo(part > 0);
  }

  /// As duplicity 0.8.22 wrote them for a directory, and for a source that was a single file.
  @ParameterizedTest
  @CsvSource({
    "snapshot/./, SNAPSHOT, 0, true",
    "snapshot/, SNAPSHOT, 0, false",
    "diff/, DIFF, 0, false",
    "multivol_snapshot/./1, SNAPSHOT, 1, false",
    "multivol_diff/./4, DIFF, 4, false",
  })
  void the_root_has_names_of_its_own(String name, Kind kind, int part, boolean directory) {
    var root = new MemberName(kind, ArchivePath.root(), part);

    assertThat(parse(name)).isEqualTo(root);
    assertThat(text(root.toBytes(directory))).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "snapshot",
        "Snapshot/a",
        "signature/a",
        "snapshot//etc/passwd",
        "snapshot/../a",
        "snapshot/a/..",
        "diff/a/../../b",
        "deleted/..",
        "snapshot/a//b",
        "snapshot/a//",
        "snapshot/./a",
        "diff/a\0b",
        "multivol_deleted/a/1",
        "multivol_snapshot/",
        "multivol_snapshot/a",
        "multivol_snapshot/a/",
        "multivol_snapshot/a/0",
        "multivol_snapshot/a/-1",
        "multivol_snapshot/a/+1",
        "multivol_snapshot/a/1x",
        "multivol_snapshot/a/2147483648",
        "multivol_snapshot/a/99999999999999999999",
        "multivol_diff/../a/1",
        "multivol_diff//a/1",
      })
  void a_name_that_is_no_member_or_leaves_the_tree_is_refused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse(name));
  }

  @Test
  void the_refusal_shows_the_name_without_its_control_characters() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("\u001b[2Jnapshot"))
        .withMessageEndingWith("member: \\x1b[2Jnapshot");
  }

  @Test
  void a_deletion_has_no_parts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MemberName(Kind.DELETED, ArchivePath.of("a"), 1));
  }

  @Test
  void a_name_of_a_megabyte_makes_no_sentence_of_a_megabyte() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> parse("x".repeat(1 << 20)))
        .withMessage(
            "not the name of a volume's member: %s… (1048576 bytes)".formatted("x".repeat(400)));
  }

  @Test
  void whatever_stands_in_a_header_is_understood_or_refused() {
    var prefixes = new String[] {"snapshot/", "diff/", "deleted/", "multivol_diff/", "multi", ""};
    Seeds.rounds(
        3000,
        random -> {
          var name = new StringBuilder(prefixes[random.nextInt(prefixes.length)]);
          for (int count = random.nextInt(8); count > 0; count--) {
            name.append("a./1-\0\u00ff\n".charAt(random.nextInt(8)));
          }
          try {
            var member = parse(name.toString());
            assertThat(MemberName.parse(member.toBytes(false))).isEqualTo(member);
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageMatching("[^\\p{Cntrl}]+");
          }
        });
  }

  private static MemberName parse(String name) {
    return MemberName.parse(name.getBytes(ISO_8859_1));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
