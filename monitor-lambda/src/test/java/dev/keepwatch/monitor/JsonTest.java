package dev.keepwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {

  @Test
  void values_of_all_kinds_are_written() {
    assertThat(Json.write(Map.of("a", List.of(1, true, "x", Optional.of(2.5), Optional.empty()))))
        .isEqualTo("{\"a\":[1,true,\"x\",2.5,null]}");
  }

  @Test
  void any_text_is_read_back_as_it_was() {
    var reader = JsonMapper.builder().build();
    for (long seed = 1; seed <= 200; seed++) {
      var random = new Random(seed);
      var text = new StringBuilder("\"\\/\u0000\u2028🦉");
      random.ints(50, 0, 0xd800).forEach(c -> text.append((char) c));
      String json = Json.write(text.toString());

      assertThat(json).as("seed %d", seed).matches("[ -~]*");
      assertThat(reader.readValue(json, String.class))
          .as("seed %d", seed)
          .isEqualTo(text.toString());
    }
  }
}
