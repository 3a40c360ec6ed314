package dev.keepwatch.format.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.fixtures.Fixtures;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VolumeNamesTest {

  static Stream<String> archives() {
    return Fixtures.archives();
  }

  @ParameterizedTest
  @MethodSource("archives")
  void every_volume_that_duplicity_wrote_gets_its_name_back(String archive) {
    for (String name : Fixtures.listing(archive)) {
      if (GoldenNamesTest.schemeOf(archive).parse(name).orElseThrow()
          instanceof ArchiveName.Volume volume) {
        assertThat(VolumeNames.of(name, volume.number()).map(n -> n.name(volume.number())))
            .contains(name);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "duplicity-full.20231114T221320Z.vol9.difftar.gpg, 9,"
        + " duplicity-full.20231114T221320Z.vol1000.difftar.gpg",
    "df.s44we8.9.dt.z, 9, df.s44we8.rs.dt.z",
    "df.9.9.dt, 9, df.9.rs.dt",
    ".vol9.difftar_duplicity-full.20231114T221320Z.vol9.difftar, 9,"
        + " .vol9.difftar_duplicity-full.20231114T221320Z.vol1000.difftar",
    "\u0130\u0130_duplicity-full.20231114T221320Z.vol9.difftar, 9,"
        + " \u0130\u0130_duplicity-full.20231114T221320Z.vol1000.difftar",
  })
  void from_one_name_follow_those_of_the_other_volumes(
      String name, int number, String nameOfVolume1000) {
    var names = VolumeNames.of(name, number).orElseThrow();

    assertThat(names.name(number)).isEqualTo(name);
    assertThat(names.name(1000)).isEqualTo(nameOfVolume1000);
  }

  @Test
  void a_number_with_leading_zeros_gives_no_rule() {
    assertThat(VolumeNames.of("duplicity-full.20231114T221320Z.vol09.difftar", 9)).isEmpty();
    assertThat(VolumeNames.of("duplicity-full.20231114T221320Z.manifest", 1)).isEmpty();
  }
}
