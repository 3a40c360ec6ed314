package dev.keepwatch.format.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.fixtures.Seeds;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTextTest {

  @Test
  void the_layout_is_that_of_duplicity_to_the_space() {
    var volume =
        new VolumeEntry(
            12,
            PathPosition.part(ArchivePath.of("a b"), 3),
            PathPosition.whole(ArchivePath.root()),
            Optional.of(VolumeHash.sha1("0123")));

    assertThat(text(ManifestText.header("web01", "/my files".getBytes(UTF_8))))
        .isEqualTo("Hostname web01\nLocaldir \"/my\\x20files\"\n");
    assertThat(text(ManifestText.volume(volume)))
        .isEqualTo(
            """
            Volume 12:
                StartingPath   "a\\x20b" 3
                EndingPath     .\s\s
                Hash SHA1 0123
            """);
    assertThat(text(ManifestText.changedFiles(3))).isEqualTo("Filelist 3\n");
    assertThat(text(ManifestText.changedFile(FileChange.NEW, ArchivePath.of("a"))))
        .isEqualTo("    new      a\n");
    assertThat(text(ManifestText.changedFile(FileChange.CHANGED, ArchivePath.root())))
        .isEqualTo("    changed  .\n");
    assertThat(text(ManifestText.changedFile(FileChange.DELETED, ArchivePath.of("a/b"))))
        .isEqualTo("    deleted  a/b\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "web 01", "web01\nVolume 1:", "web\t01"})
  void a_host_name_that_could_not_be_read_again_is_refused(String hostName) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ManifestText.header(hostName, new byte[] {'/'}));
  }

  @Test
  void every_path_survives_the_way_through_a_manifest() {
    Seeds.rounds(
        2000,
        random -> {
          byte[] path = new byte[random.nextInt(12)];
          random.nextBytes(path);

          byte[] quoted = PathQuoting.quote(path);

          assertThat(PathQuoting.unquote(quoted)).isEqualTo(path);
          assertThat(text(quoted)).doesNotContainPattern("[ \\t\\n\\x0b\\f\\r]");
        });
  }

  @Test
  void only_what_would_break_a_line_is_quoted() {
    assertThat(quoted("plain-ünïcode.txt\u0001\u001f")).isEqualTo("plain-ünïcode.txt\u0001\u001f");
    assertThat(quoted(" \t\n\u000b\f\r\"'\\ü"))
        .isEqualTo("\"\\x20\\x09\\x0a\\x0b\\x0c\\x0d\\x22\\x27\\x5cü\"");
  }

  @Test
  void both_cases_of_hexadecimal_digits_are_read() {
    assertThat(text(PathQuoting.unquote("\"\\x5C\\x5c\"".getBytes(UTF_8)))).isEqualTo("\\\\");
  }

  @Test
  void a_manifest_names_each_volume_once_and_in_order() {
    var one = volume(1);
    var two = volume(2);

    assertThat(manifest(one, two).volume(2)).contains(two);
    assertThat(manifest(two).volume(1)).isEmpty();
    assertThat(manifest(two).volume(3)).isEmpty();
    assertThat(manifest().volume(1)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> manifest(two, one));
    assertThatIllegalArgumentException().isThrownBy(() -> manifest(one, one));
    assertThatIllegalArgumentException().isThrownBy(() -> volume(0));
  }

  private static Manifest manifest(VolumeEntry... volumes) {
    return new Manifest(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(volumes),
        OptionalLong.empty());
  }

  private static VolumeEntry volume(int number) {
    var root = PathPosition.whole(ArchivePath.root());
    return new VolumeEntry(number, root, root, Optional.empty());
  }

  private static String quoted(String path) {
    return new String(PathQuoting.quote(path.getBytes(UTF_8)), UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
