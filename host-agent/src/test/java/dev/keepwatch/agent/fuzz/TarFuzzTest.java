package dev.keepwatch.agent.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.tar.TarException;
import dev.keepwatch.agent.tar.TarReader;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.Test;

class TarFuzzTest {

  @Test
  void a_damaged_tar_stream_is_read_or_refused() throws Exception {
    var samples = Samples.tars();

    Fuzz.of("tar", 6000)
        .refusedBy(TarException.class)
        .feed(
            random -> {
              byte[] tar = new Mutation(random, samples).next();
              return random.nextInt(8) == 0 ? tar : Mutation.withTarChecksums(tar);
            },
            (input, random) -> {
              var tar = new TarReader(new ByteArrayInputStream(input));
              long bytes = 0;
              for (var header = tar.next(); header != null; header = tar.next()) {
                assertThat(header.bodyBytes()).isNotNegative();
                assertThat(header.metadata().toString()).isNotEmpty();
                if (random.nextBoolean()) {
                  bytes += tar.body().readAllBytes().length;
                }
              }
              assertThat(bytes).isLessThanOrEqualTo(input.length);
              tar.requireNothingMore();
            });
  }
}
