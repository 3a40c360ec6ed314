package dev.keepwatch.format.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestParserTest {

  private static final String VOLUME_1 =
      """
      Volume 1:
          StartingPath   .\s\s
          EndingPath     d/f2\s\s
          Hash SHA1 81430ea2515b1e8cfe1115086598802661b692fe
      """;
  private static final String VOLUME_2 =
      VOLUME_1.replace("1:", "2:").replace(".  ", "d/f2 3").replace("8143", "1204");
  private static final String SOUND = VOLUME_1 + VOLUME_2;

  private static Manifest parse(String text) throws ManifestException {
    return Parsed.parse(text).manifest();
  }

  private static Manifest sound() throws ManifestException {
    return parse(SOUND);
  }

  @Test
  void only_the_volumes_must_be_there() throws Exception {
    assertThat(sound().hostName()).isEmpty();
    assertThat(sound().sourceDirectory()).isEmpty();
    assertThat(sound().changedFiles()).isEmpty();
    assertThat(sound().volumes()).hasSize(2);
    assertThat(sound().volume(2).orElseThrow().start())
        .isEqualTo(PathPosition.part(ArchivePath.of("d/f2"), 3));
  }

  @Test
  void the_list_of_changed_files_may_stand_before_the_volumes() throws Exception {
    var parsed = Parsed.parse("Filelist 2\n    new      a\n    deleted  \"b\\x20c\"\n" + SOUND);

    assertThat(parsed.manifest()).isEqualTo(parse("Filelist 2\n" + SOUND));
    assertThat(parsed.changes())
        .containsExactly(
            new Parsed.Change(FileChange.NEW, ArchivePath.of("a")),
            new Parsed.Change(FileChange.DELETED, ArchivePath.of("b c")));
  }

  @Test
  void the_last_of_two_blocks_counts_and_what_lies_above_the_last_block_is_dropped()
      throws Exception {
    String again = VOLUME_2.replace("SHA1 1204", "SHA1 ffff");

    assertThat(parse(SOUND + again).volume(2).orElseThrow().hash().orElseThrow().hex())
        .startsWith("ffff");
    assertThat(parse(SOUND + VOLUME_2.replace("2:", "3:") + again).volumes()).hasSize(2);
    assertThat(parse(SOUND + VOLUME_1).volumes()).hasSize(1);
  }

  /// Each was tried with duplicity 0.8.22, which restores by it all the same.
  @ParameterizedTest
  @CsvSource({
    "\\n +, \\n",
    "\\n, \\r\\n",
    "StartingPath, STARTINGPATH",
    "Volume, VOLUME",
    "Hash, hAsH",
    "2:, 02:",
    "2:, 2: foo",
    "'    Hash', '    Vendor xx\\n    Hash'",
    "Volume 2, 'X-Vendor a b\\nVolume 2'",
    "^, 'Vendor xx\\n\\n'",
    "'    Hash', '    Hash MD5 00\\n    Hash'",
    "'    Hash', '    Hash CRC 00\\n    Hash'",
    "'(Hash SHA1 .*)', '$1\\n    Hash MD5 00'",
  })
  void what_duplicity_reads_over_changes_nothing(String found, String replacement)
      throws Exception {
    String varied = SOUND.replaceAll(found, replacement.translateEscapes());

    assertThat(varied).isNotEqualTo(SOUND);
    assertThat(parse(varied)).isEqualTo(sound());
  }

  @Test
  void the_best_hash_is_taken() throws Exception {
    assertThat(hashOf("Hash MD5 0123")).isEqualTo(new VolumeHash("MD5", "0123"));
    assertThat(hashOf("Hash CRC 1\n Hash MD5 2")).isEqualTo(new VolumeHash("MD5", "2"));
    assertThat(hashOf("Hash CRC 1\n Hash SUM 2")).isEqualTo(new VolumeHash("CRC", "1"));
    assertThat(hashOf("Hash MD5 1\n Hash SHA1 2")).isEqualTo(VolumeHash.sha1("2"));
  }

  private static VolumeHash hashOf(String lines) throws ManifestException {
    var volume = parse(VOLUME_1.replaceAll("Hash SHA1 .*", lines)).volume(1).orElseThrow();
    return volume.hash().orElseThrow();
  }

  @Test
  void a_count_that_is_no_number_is_no_count() throws Exception {
    assertThat(parse(SOUND + "Filelist abc\n    new  a\n").changedFiles()).isEmpty();
    assertThat(parse(SOUND + "Filelist 99999999999999999999\n").changedFiles()).isEmpty();
  }

  @Test
  void a_source_with_white_space_comes_back() throws Exception {
    var manifest = parse("Hostname web01.example.org\nLocaldir \"/my\\x20files\"\n" + SOUND);

    assertThat(manifest.hostName()).contains("web01.example.org");
    assertThat(manifest.sourceDirectory().map(path -> new String(path, UTF_8)))
        .contains("/my files");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Volume 1:      | Volume 0:       | line 1 of the manifest: a volume without a number",
        "Volume 1:      | Volume 000:     | line 1 of the manifest: a volume without a number",
        "Volume 1:      | Volume x:       | line 1 of the manifest: a volume without a number",
        "Volume 2:      | Volume 9999999999: | line 5 of the manifest: a volume without a number",
        "Volume 2:      | Volume 999999999: | line 9 of the manifest: volume 2 is not listed",
        "Volume 1:      | Volume 3:       | line 9 of the manifest: volume 1 is not listed",
        "(?s)Volume.*   | Hostname x      | line 1 of the manifest: volume 1 is not listed",
        "EndingPath     | Ending          | line 5 of the manifest: volume 1 lacks its first or last path",
        "Volume 2:      | Volum 2:        | line 6 of the manifest: volume 1 has its first or last path twice",
        "d/f2 3         | d/f2 x          | line 6 of the manifest: behind the path d/f2 stands no part number",
        "d/f2 3         | d/f2 9999999999 | line 6 of the manifest: behind the path d/f2 stands no part number",
        "d/f2 3         | ../d            | line 6 of the manifest: a path with an empty, '.' or '..' component: ../d",
        "d/f2 3         | /etc/passwd     | line 6 of the manifest: a path with an empty, '.' or '..' component: /etc/passwd",
        "d/f2 3         | \"a            | line 6 of the manifest: a quoted path without its closing quote",
        "d/f2 3         | \"             | line 6 of the manifest: a quoted path without its closing quote",
        "d/f2 3         | \"a\\\\q\"     | line 6 of the manifest: a quoted path with an escape that is not \\xHH",
        "d/f2 3         | \"a\\\\x4\"    | line 6 of the manifest: a quoted path with an escape that is not \\xHH",
        "d/f2 3         | \"a\\\\x00b\"  | line 6 of the manifest: a path with a NUL byte: a\\x00b",
      })
  void what_could_restore_too_little_is_refused_with_its_line(
      String found, String replacement, String message) {
    String damaged = SOUND.replaceFirst(found, replacement);

    assertThat(damaged).isNotEqualTo(SOUND);
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> parse(damaged))
        .withMessage(message);
  }

  @Test
  void an_empty_manifest_is_refused() {
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> parse(""))
        .withMessage("line 1 of the manifest: volume 1 is not listed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hash SHA1 12\u00a034", "Hash SHA1 \u001b[31m", "Hash SHA\u001b 12"})
  void a_digest_that_is_none_is_refused(String line) {
    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> parse(VOLUME_1.replaceAll("Hash SHA1 .*", line)))
        .withMessageEndingWith("volume 1 has a digest that is none");
  }

  @Test
  void paths_that_together_take_more_than_any_backup_has_are_refused() {
    var parser = new ManifestParser();
    byte[] path = ("EndingPath " + "x".repeat(60_000)).getBytes(UTF_8);

    assertThatExceptionOfType(ManifestException.class)
        .isThrownBy(() -> {
          for (int i = 0; i < 5000; i++) {
            parser.accept("Volume 1:".getBytes(UTF_8));
            parser.accept("StartingPath .".getBytes(UTF_8));
            parser.accept(path);
          }
        })
        .withMessageContaining("longer paths of them, than any backup has");
  }
}
