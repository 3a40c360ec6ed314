package dev.keepwatch.format.manifest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.fixtures.Fixtures;
import dev.keepwatch.format.fixtures.Seeds;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenManifestsTest {

  private static final String FULL = "duplicity-full.20231114T221320Z.manifest";

  static Stream<String> manifests() {
    return Fixtures.manifests();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void what_duplicity_wrote_is_written_again_byte_for_byte(String name) throws Exception {
    byte[] original = Fixtures.manifest(name);

    assertThat(Parsed.parse(original).rewritten()).isEqualTo(original);
  }

  /// A volume that stayed empty, because the data ended exactly with the volume before, repeats the
  /// range of that one.
  @ParameterizedTest
  @MethodSource("manifests")
  void volumes_follow_each_other_in_the_order_of_paths(String name) throws Exception {
    var volumes = Parsed.parse(Fixtures.manifest(name)).manifest().volumes();

    assertThat(volumes).extracting(VolumeEntry::number).first().isEqualTo(1);
    for (int i = 0; i < volumes.size(); i++) {
      var volume = volumes.get(i);
      assertThat(volume.start().path()).isLessThanOrEqualTo(volume.end().path());
      if (i > 0 && !hasRangeOf(volumes.get(i - 1), volume)) {
        assertThat(volumes.get(i - 1).end().path()).isLessThanOrEqualTo(volume.start().path());
      }
    }
  }

  private static boolean hasRangeOf(VolumeEntry before, VolumeEntry volume) {
    return before.start().equals(volume.start()) && before.end().equals(volume.end());
  }

  @Test
  void a_full_backup_in_four_volumes_is_understood() throws Exception {
    var parsed = Parsed.parse(Fixtures.manifest("noenc/" + FULL));
    var manifest = parsed.manifest();
    var random = ArchivePath.of("big/random.bin");

    assertThat(manifest.hostName()).contains("fixture-host");
    assertThat(manifest.sourceDirectory().map(path -> new String(path, UTF_8)))
        .contains("/srv/work/src");
    assertThat(manifest.changedFiles()).hasValue(parsed.changes().size());
    assertThat(manifest.volumes()).extracting(VolumeEntry::number).containsExactly(1, 2, 3, 4);
    assertThat(manifest.volume(1).orElseThrow().start())
        .isEqualTo(PathPosition.whole(ArchivePath.root()));
    assertThat(manifest.volume(2))
        .contains(
            new VolumeEntry(
                2,
                PathPosition.part(random, 2),
                PathPosition.part(random, 3),
                Optional.of(
                    VolumeEntry.VolumeHash.sha1("39a5cadbeef008fedad422e216e99ad2ac03a712"))));
    assertThat(manifest.volume(3).orElseThrow().end()).isEqualTo(PathPosition.whole(random));
    assertThat(manifest.volume(5)).isEmpty();
  }

  @Test
  void names_that_are_not_utf_8_or_hold_white_space_come_back_as_bytes() throws Exception {
    var parsed = Parsed.parse(Fixtures.manifest("noenc/" + FULL));

    assertThat(parsed.changes())
        .extracting(Parsed.Change::path)
        .contains(
            ArchivePath.of("invalid-\u00ff\u00fe-utf8".getBytes(ISO_8859_1)),
            ArchivePath.of("new\nline"),
            ArchivePath.of("tab\there"),
            ArchivePath.of("quote\"'back\\slash"),
            ArchivePath.of("name with  spaces"));
  }

  @Test
  void a_manifest_without_hashes_is_read_and_says_that_it_has_none() throws Exception {
    var manifest = Parsed.parse(Fixtures.manifest("damaged-no-hash-lines/" + FULL)).manifest();

    assertThat(manifest.volumes()).hasSize(3).allMatch(volume -> volume.hash().isEmpty());
  }

  @Test
  void a_wrong_count_of_changed_files_harms_nobody() throws Exception {
    var parsed = Parsed.parse(Fixtures.manifest("damaged-filelist-bad-count/" + FULL));

    assertThat(parsed.manifest().changedFiles()).hasValue(99);
    assertThat(parsed.changes()).hasSize(8);
  }

  @Test
  void a_broken_manifest_is_understood_or_refused_with_its_line() {
    var originals = Fixtures.manifests().map(Fixtures::manifest).toList();
    Seeds.rounds(
        5000,
        random -> {
          byte[] original = originals.get(random.nextInt(originals.size()));
          try {
            Parsed.parse(broken(new String(original, ISO_8859_1), random));
          } catch (ManifestException e) {
            assertThat(e).hasMessageMatching("line [0-9]+ of the manifest: [^\\p{Cntrl}]+");
          }
        });
  }

  private static String broken(String text, Random random) {
    var broken = new StringBuilder(text);
    for (int times = 1 + random.nextInt(3); times > 0; times--) {
      int at = random.nextInt(broken.length());
      int end = Math.min(broken.length(), at + random.nextInt(60));
      switch (random.nextInt(5)) {
        case 0 -> broken.delete(at, end);
        case 1 -> broken.setLength(Math.max(1, at));
        case 2 -> broken.insert(at, broken.substring(at, end));
        case 3 -> broken.setCharAt(at, (char) random.nextInt(256));
        default -> broken.insert(at, "\"\\\n/.9:\u0000".charAt(random.nextInt(8)));
      }
    }
    return broken.toString();
  }
}
