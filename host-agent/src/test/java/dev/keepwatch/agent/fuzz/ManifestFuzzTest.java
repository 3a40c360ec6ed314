package dev.keepwatch.agent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.manifest.ManifestException;
import dev.keepwatch.format.manifest.ManifestParser;
import dev.keepwatch.format.manifest.ManifestText;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ManifestFuzzTest {

  @Test
  void a_damaged_manifest_is_read_or_refused_and_what_is_read_can_be_written() throws Exception {
    var samples = Samples.manifests();

    Fuzz.of("manifest", 6000)
        .refusedBy(ManifestException.class)
        .feed(
            samples,
            (input, random) -> {
              var manifest = parse(input);
              var written = new ByteArrayOutputStream();
              for (var volume : manifest.volumes()) {
                written.writeBytes(ManifestText.volume(volume));
              }
              assertThat(parse(written.toByteArray()).volumes()).isEqualTo(manifest.volumes());
            });
  }

  private static Manifest parse(byte[] text) throws ManifestException {
    var parser = new ManifestParser();
    int start = 0;
    for (int i = 0; i <= text.length; i++) {
      if (i == text.length || text[i] == '\n') {
        parser.accept(Arrays.copyOfRange(text, start, i));
        start = i + 1;
      }
    }
    return parser.finish();
  }
}
