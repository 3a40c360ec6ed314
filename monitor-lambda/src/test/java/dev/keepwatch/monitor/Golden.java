package dev.keepwatch.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Texts that are compared to the last letter with files in `src/test/resources`.
///
/// What differs is written below `target/golden`: read it, and if it is better, copy it over.
final class Golden {

  private Golden() {}

  static void assertGolden(String name, String actual) throws IOException {
    var path = Path.of("target/golden", name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, actual);
    assertThat(actual).as("compare %s", path).isEqualTo(resource("golden/" + name));
  }

  static String resource(String name) throws IOException {
    try (var stream = Golden.class.getResourceAsStream(name)) {
      return stream == null
          ? "(there is no resource " + name + ")"
          : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
