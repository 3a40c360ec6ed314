package dev.keepwatch.format.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keepwatch.format.archive.SignatureMemberName.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureMemberNameTest {

  @ParameterizedTest
  @CsvSource({
    "signature/a/b, SIGNATURE, a/b, false",
    "snapshot/a, SNAPSHOT, a, false",
    "snapshot/a/, SNAPSHOT, a, true",
    "snapshot/, SNAPSHOT, '', true",
    "signature/, SIGNATURE, '', false",
    "deleted/a, DELETED, a, false",
  })
  void a_name_says_what_the_member_tells(String name, Kind kind, String path, boolean directory) {
    var member = new SignatureMemberName(kind, ArchivePath.of(path));

    assertThat(parse(name)).isEqualTo(member);
    assertThat(new String(member.toBytes(directory), ISO_8859_1)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "signature",
        "diff/a",
        "multivol_snapshot/a/1",
        "signature//etc/passwd",
        "signature/../a",
        "snapshot/a/..",
        "deleted/a\0",
        "snapshot/a//b",
      })
  void a_name_that_is_no_member_or_leaves_the_tree_is_refused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> parse(name));
  }

  private static SignatureMemberName parse(String name) {
    return SignatureMemberName.parse(name.getBytes(ISO_8859_1));
  }
}
