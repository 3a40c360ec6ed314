package dev.keepwatch.agent.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.posix.PathBytes;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RawTextTest {

  @Test
  void any_bytes_become_text_and_come_back() {
    long seed = 20260102;
    var random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);

      assertThat(RawText.encode(RawText.decode(bytes)))
          .as("seed %d, round %d", seed, round)
          .isEqualTo(bytes);
    }
  }

  @Test
  void what_is_utf_8_is_the_text_that_it_says() {
    assertThat(RawText.decode("Grüße 🦆".getBytes(UTF_8))).isEqualTo("Grüße 🦆");
    assertThat(RawText.encode("Grüße 🦆")).isEqualTo("Grüße 🦆".getBytes(UTF_8));
  }

  @Test
  void a_path_keeps_its_bytes() {
    byte[] name = {'/', 'a', '/', (byte) 0xff, 'b', '/', '/', '.', '/', '.', '.', '/', 'c'};

    var path = RawText.path(RawText.decode(name));

    assertThat(PathBytes.of(path))
        .isEqualTo(new byte[] {'/', 'a', '/', (byte) 0xff, 'b', '/', '.', '.', '/', 'c'});
    assertThat(RawText.path("a/b").isAbsolute()).isFalse();
    assertThat(RawText.path("/")).hasToString("/");
  }
}
