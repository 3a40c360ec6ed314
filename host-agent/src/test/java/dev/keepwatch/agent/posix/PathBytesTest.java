package dev.keepwatch.agent.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathBytesTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "/", "/a/b", "a/b", "..", "../x", "ü", "/ü/日本", "a/ü/.."})
  void a_paths_bytes_are_those_of_its_text(String text) {
    assertThat(PathBytes.of(Path.of(text))).isEqualTo(text.getBytes(UTF_8));
  }

  @Test
  void the_slash_that_a_directorys_uri_has_is_not_part_of_its_path() throws Exception {
    Path directory = Files.createDirectory(folder.resolve("ü"));

    assertThat(PathBytes.of(directory)).isEqualTo(directory.toString().getBytes(UTF_8));
    assertThat(PathBytes.of(directory.getFileName())).isEqualTo("ü".getBytes(UTF_8));
  }

  @Test
  void the_target_of_a_link_keeps_each_of_its_bytes() throws Exception {
    Path link = folder.resolve("link");
    for (String target : List.of("a/", "/ü/", "ü/", "../ü", "a//b", "//ü//b")) {
      Posix.symlink(target.getBytes(UTF_8), link);

      assertThat(new String(PathBytes.of(Files.readSymbolicLink(link)), UTF_8)).isEqualTo(target);
      Files.delete(link);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"61", "ff", "fffe41", "c3bc", "25", "2541", "20", "0a", "7f", "2e2e2e", "ff2e"})
  void a_name_comes_back_from_the_file_system_as_it_went_there(String hex) throws Exception {
    byte[] name = HexFormat.of().parseHex(hex);

    Files.createFile(PathBytes.toPath(folder, name));

    assertThat(names(folder)).containsExactly(hex);
  }

  @Test
  void any_name_comes_back_from_the_file_system_as_it_went_there() throws Exception {
    long seed = 20260101;
    var random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      byte[] name = new byte[1 + random.nextInt(20)];
      random.nextBytes(name);
      for (int i = 0; i < name.length; i++) {
        name[i] = name[i] == 0 || name[i] == '/' || name[i] == '.' ? (byte) 'x' : name[i];
      }
      Path directory = Files.createDirectory(folder.resolve("round" + round));
      Path file = Files.createFile(PathBytes.toPath(directory, name));

      String hex = HexFormat.of().formatHex(name);
      assertThat(names(directory)).as("seed %d, round %d", seed, round).containsExactly(hex);
      assertThat(PathBytes.of(file)).endsWith(name);
      Files.delete(file);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2e", "2e2e", "2f", "ff2fff", "612f62", "00", "ff00"})
  void what_is_no_name_is_refused(String hex) {
    assertThatThrownBy(() -> PathBytes.toPath(folder, HexFormat.of().parseHex(hex)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void under_the_c_locale_names_keep_their_bytes_too() throws Exception {
    List<String> hexes = List.of("61", "ff", "fffe41", "c3bc", "25c3", "20ff0a");

    CLocaleProbe.run(folder, hexes);

    List<String> expected = new ArrayList<>(hexes);
    expected.addAll(List.of("6669666fff", "6c696e6bff"));
    assertThat(names(folder)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(
            Files.readSymbolicLink(PathBytes.toPath(folder, new byte[] {'l', 'i', 'n', 'k', -1})))
        .satisfies(target -> assertThat(PathBytes.of(target)).containsExactly(-1, '/', -2));
  }

  static List<String> names(Path directory) throws Exception {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        names.add(HexFormat.of().formatHex(PathBytes.of(entry.getFileName())));
      }
    }
    return names;
  }
}
