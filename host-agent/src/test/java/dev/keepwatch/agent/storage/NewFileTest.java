package dev.keepwatch.agent.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NewFileTest {

  @ParameterizedTest
  @CsvSource({"Volumes, 3", "volumes, drei\u00e4", "a b, c", "x, 'a\nb'"})
  void metadata_that_no_header_can_carry_is_refused(String key, String value) {
    assertThatThrownBy(() -> new NewFile("x", Path.of("x"), FileRole.MANIFEST, Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }
}
