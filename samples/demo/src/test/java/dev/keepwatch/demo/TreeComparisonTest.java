package dev.keepwatch.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.posix.Posix;
import dev.keepwatch.demo.TreeComparison.LinkTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeComparisonTest {

  private static final long SOME_TIME = 1_700_000_000;

  @TempDir Path temporary;
  private Path then;
  private Path restored;

  @BeforeEach
  void two_equal_trees() throws IOException {
    then = temporary.resolve("then");
    restored = temporary.resolve("restored");
    Files.createDirectories(then.resolve("folder"));
    Files.write(then.resolve("folder/file"), new byte[10_000]);
    Files.writeString(PathBytes.toPath(then, "caf\u00e9".getBytes(ISO_8859_1)), "coffee");
    Files.createSymbolicLink(then.resolve("link"), Path.of("folder/file"));
    TreeCopy.copy(then, restored, Set.of());
  }

  @Test
  void a_faithful_copy_is_identical_and_every_entry_was_looked_at() throws IOException {
    var result = compared();

    assertThat(result.differences()).isEmpty();
    assertThat(result.identical()).isTrue();
    assertThat(result.entries()).isEqualTo(5);
    assertThat(result.bytes()).isEqualTo(10_006);
  }

  @Test
  void one_flipped_bit_in_a_file_is_found_though_size_and_time_are_the_same() throws IOException {
    var file = restored.resolve("folder/file");
    byte[] content = Files.readAllBytes(file);
    content[6789] ^= 1;
    Files.write(file, content);
    sameTime("folder/file");

    assertThat(compared().differences())
        .containsExactly("folder/file has other content from byte 6789 on");
    assertThat(compared().identical()).isFalse();
  }

  @Test
  void a_file_that_is_cut_is_found() throws IOException {
    Files.write(restored.resolve("folder/file"), new byte[9_999]);
    sameTime("folder/file");

    assertThat(compared().differences())
        .containsExactly("folder/file has other content from byte 9999 on");
  }

  @Test
  void another_mode_is_found() throws IOException {
    Files.setAttribute(then.resolve("folder"), "unix:mode", 0750);
    Files.setAttribute(restored.resolve("folder"), "unix:mode", 0755);

    assertThat(compared().differences()).containsExactly("folder has mode 755 instead of 750");
  }

  @Test
  void another_time_is_found_from_a_second_on() throws IOException {
    Posix.utimensat(then.resolve("folder/file"), SOME_TIME, 999_999_999, true);
    Posix.utimensat(restored.resolve("folder/file"), SOME_TIME, 0, true);
    assertThat(compared().identical()).isTrue();

    Posix.utimensat(restored.resolve("folder/file"), SOME_TIME + 1, 0, true);
    assertThat(compared().differences())
        .containsExactly("folder/file is of 2023-11-14T22:13:21Z instead of 2023-11-14T22:13:20Z");
  }

  @Test
  void the_time_of_a_link_counts_only_where_it_is_asked_for() throws IOException {
    Posix.utimensat(restored.resolve("link"), SOME_TIME, 0, false);

    assertThat(compared().differences()).singleElement().asString().startsWith("link is of");
    assertThat(TreeComparison.of(then, restored, LinkTimes.DO_NOT_COUNT).identical()).isTrue();
  }

  @Test
  void a_link_that_leads_elsewhere_is_found() throws IOException {
    Files.delete(restored.resolve("link"));
    Files.createSymbolicLink(restored.resolve("link"), Path.of("folder"));
    sameTime("link");
    sameTime("");

    assertThat(compared().differences()).containsExactly("link links elsewhere");
  }

  @Test
  void what_is_missing_what_is_too_much_and_what_is_of_another_kind_are_found() throws IOException {
    Files.delete(PathBytes.toPath(restored, "caf\u00e9".getBytes(ISO_8859_1)));
    Files.delete(restored.resolve("link"));
    Files.createDirectory(restored.resolve("link"));
    Files.createFile(restored.resolve("folder/more"));
    sameTime("folder");
    sameTime("");

    assertThat(compared().differences())
        .containsExactly(
            "caf\\xe9 is not there",
            "folder has one entry too many, more",
            "link is another kind of entry");
  }

  @Test
  void names_that_differ_in_one_byte_that_is_no_text_are_different_names() throws IOException {
    Files.move(
        PathBytes.toPath(restored, "caf\u00e9".getBytes(ISO_8859_1)),
        PathBytes.toPath(restored, "caf\u00e8".getBytes(ISO_8859_1)));
    sameTime("");

    assertThat(compared().differences())
        .containsExactly(
            "the directory itself has one entry too many, caf\\xe8", "caf\\xe9 is not there");
  }

  private TreeComparison.Result compared() throws IOException {
    return TreeComparison.of(then, restored, LinkTimes.COUNT);
  }

  private void sameTime(String name) throws IOException {
    var time = TreeEntry.read(then.resolve(name)).modified();
    Posix.utimensat(restored.resolve(name), time.getEpochSecond(), time.getNano(), false);
  }
}
