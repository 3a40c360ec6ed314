package dev.keepwatch.agent.replicate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.archive.LineSplitter;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestRewriteTest {

  private static final String MANIFEST =
      """
      Hostname web01
      Localdir "/srv/a\\x20b"
      Volume 1:
          StartingPath   . \s
          EndingPath     big 3
          Hash SHA1 1111
      Volume 2:
          StartingPath   big 4
          EndingPath     "z\\x20\u00ff" \s
          Hash MD5 2222
          Hash SHA1 3333
      Something 5 of ours
      Filelist 2
          new      Hash
          changed  big\
      """;

  private static String rewritten(Map<Integer, VolumeHash> digests) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var lines = new LineSplitter(new ManifestRewrite(digests, Optional.empty(), out))) {
      lines.write(MANIFEST.getBytes(ISO_8859_1));
    }
    return out.toString(ISO_8859_1);
  }

  @Test
  void without_new_digests_nothing_changes() throws Exception {
    assertThat(rewritten(Map.of())).isEqualTo(MANIFEST);
  }

  @Test
  void only_the_digests_of_volumes_change() throws Exception {
    assertThat(rewritten(Map.of(1, VolumeHash.sha1("aaaa"), 2, VolumeHash.sha1("bbbb"))))
        .isEqualTo(
            MANIFEST
                .replace("SHA1 1111", "SHA1 aaaa")
                .replace("    Hash MD5 2222\n", "")
                .replace("SHA1 3333", "SHA1 bbbb"));
  }

  @Test
  void a_volume_that_was_not_sealed_anew_keeps_its_digest() throws Exception {
    assertThat(rewritten(Map.of(2, VolumeHash.sha1("bbbb")))).contains("Hash SHA1 1111\n");
  }
}
