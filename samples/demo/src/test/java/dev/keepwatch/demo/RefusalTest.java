package dev.keepwatch.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.demo.Demo.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the demo will not do. Each refusal is one sentence, and leaves nothing behind.
class RefusalTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @TempDir Path temporary;
  private Path source;

  @BeforeEach
  void a_directory_to_play_with() throws IOException {
    source = Files.createDirectory(temporary.resolve("source"));
    Files.createFile(source.resolve("file"));
  }

  @Test
  void a_place_with_something_in_it_is_not_used() throws IOException {
    var place = Files.createDirectory(temporary.resolve("place"));
    Files.writeString(place.resolve("precious"), "mine");

    assertThat(exitCode(source.toString(), "--in", place.toString())).isEqualTo(2);
    assertThat(said()).startsWith("keepwatch demo: " + place + " is not an empty directory");
    assertThat(place.toFile().list()).containsExactly("precious");
  }

  @Test
  void a_place_that_is_a_file_is_not_used() {
    assertThat(exitCode(source.toString(), "--in=" + source.resolve("file"))).isEqualTo(2);
    assertThat(said()).contains("is not an empty directory");
  }

  @Test
  void a_place_inside_the_directory_is_refused_and_not_made() {
    assertThat(exitCode(source.toString(), "--in", source.resolve("place").toString()))
        .isEqualTo(2);
    assertThat(said()).contains("lies in").contains("give --in a place outside");
    assertThat(source.resolve("place")).doesNotExist();
  }

  @Test
  void a_directory_of_more_than_a_gibibyte_is_refused() throws IOException {
    try (var large = new RandomAccessFile(source.resolve("large").toFile(), "rw")) {
      large.setLength((1L << 30) + 1);
    }

    assertThat(exitCode(source.toString())).isEqualTo(2);
    assertThat(said()).contains("holds more than the demo takes (1 GiB, 100,000 entries)");
    assertThat(temporary).isDirectoryNotContaining("glob:**keepwatch-demo-*");
  }

  @Test
  void a_source_that_is_no_directory_is_refused() {
    assertThat(exitCode(temporary.resolve("absent").toString())).isEqualTo(2);
    assertThat(said()).endsWith("/absent is not a directory: give another, or none.\n");
  }

  @Test
  void unknown_and_missing_words_are_refused() {
    assertThat(exitCode("--fast")).isEqualTo(2);
    assertThat(exitCode("one", "two")).isEqualTo(2);
    assertThat(exitCode("--in")).isEqualTo(2);
    assertThat(said().lines())
        .containsExactly(
            "keepwatch demo: '--fast' is too much: write ./keepwatch demo [DIR] [--in PLACE].",
            "keepwatch demo: 'two' is too much: write ./keepwatch demo [DIR] [--in PLACE].",
            "keepwatch demo: --in is a directory: give its path.");
  }

  @Test
  void help_is_given_and_nothing_is_done() {
    assertThat(exitCode("--help", source.toString())).isZero();
    assertThat(said()).startsWith("./keepwatch demo [DIR] [--in PLACE]");
    assertThat(temporary).isDirectoryNotContaining("glob:**keepwatch-demo-*");
  }

  @Test
  void the_checkout_is_found_around_the_program_and_nowhere_else() throws IOException {
    var checkout = temporary.resolve("checkout");
    var target = Files.createDirectories(checkout.resolve("samples/demo/target/classes"));
    Files.createDirectories(checkout.resolve("samples/demo/src"));
    assertThat(SourceDirectory.checkoutAround(target)).isEmpty();

    Files.createFile(checkout.resolve("mvnw"));
    assertThat(SourceDirectory.checkoutAround(target)).contains(checkout);
  }

  private int exitCode(String... words) {
    var out = new PrintStream(printed, true, UTF_8);
    var surroundings = new Surroundings(temporary, "", "./keepwatch", ZoneOffset.UTC);
    return new Main(out, false, surroundings).run(List.of(words));
  }

  private String said() {
    return printed.toString(UTF_8);
  }
}
