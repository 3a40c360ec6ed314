package dev.keepwatch.agent.fuzz;

import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.GzipEnvelope;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class GzipFuzzTest {

  /// More than any sample can become by damage is not looked at.
  private static final int ENOUGH = 4 << 20;

  @Test
  void a_damaged_gzip_file_is_read_or_refused() throws Exception {
    var samples = Samples.gzipFiles();
    try (var pool = new DeflatePool(1)) {
      Fuzz.of("gzip", 4000)
          .refusedBy(EnvelopeException.class)
          .feed(
              samples,
              (input, random) -> {
                try (InputStream in =
                    new GzipEnvelope(pool).open(new ByteArrayInputStream(input))) {
                  in.skip(ENOUGH);
                  in.read();
                }
              });
    }
  }
}
