package dev.keepwatch.agent.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.naming.NamingScheme;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileTagsTest {

  private static FileTags others(int count) {
    var tags = new HashMap<String, String>();
    for (int i = 0; i < count; i++) {
      tags.put("key" + i, "value");
    }
    return new FileTags(tags);
  }

  @Test
  void ours_takes_its_place_among_those_of_others() {
    var tags = new FileTags(Map.of("cost", "backup", "keepwatch", "manifest"));

    assertThat(tags.with(FileRole.VOLUME).values())
        .isEqualTo(Map.of("cost", "backup", "keepwatch", "volume"));
    assertThat(FileTags.NONE.with(FileRole.SIGNATURES).values())
        .isEqualTo(Map.of("keepwatch", "signatures"));
  }

  @Test
  void ours_is_right_only_if_it_names_the_role_exactly() {
    assertThat(FileTags.NONE.tell(FileRole.VOLUME)).isFalse();
    assertThat(new FileTags(Map.of("keepwatch", "Volume")).tell(FileRole.VOLUME)).isFalse();
    assertThat(new FileTags(Map.of("Keepwatch", "volume")).tell(FileRole.VOLUME)).isFalse();
    assertThat(new FileTags(Map.of("keepwatch", "volume")).tell(FileRole.VOLUME)).isTrue();
    assertThat(new FileTags(Map.of("keepwatch", "volume")).tell(FileRole.MANIFEST)).isFalse();
  }

  @Test
  void ten_tags_are_full_unless_one_of_them_is_ours() {
    assertThat(others(9).haveRoom()).isTrue();
    assertThat(others(10).haveRoom()).isFalse();
    assertThat(others(9).with(FileRole.VOLUME).haveRoom()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "duplicity-full.20260101T000000Z.vol1.difftar.gpg, VOLUME",
    "duplicity-inc.20260101T000000Z.to.20260102T000000Z.vol12.difftar, VOLUME",
    "duplicity-full.20260101T000000Z.manifest.gpg, MANIFEST",
    "duplicity-full-signatures.20260101T000000Z.sigtar.gz, SIGNATURES",
    "duplicity-new-signatures.20260101T000000Z.to.20260102T000000Z.sigtar.gpg, SIGNATURES",
    "duplicity-full.20260101T000000Z.jsonstat.gpg, MANIFEST",
    "df.t3zyv5.1.dt.gpg, VOLUME",
    "df.t3zyv5.m.gpg, MANIFEST",
    "dns.t3zyv5.t40000.st.gpg, SIGNATURES",
  })
  void a_name_tells_its_role(String name, FileRole role) {
    assertThat(NamingScheme.standard().parse(name).map(FileRole::of)).contains(role);
  }
}
