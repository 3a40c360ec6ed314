package dev.keepwatch.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.posix.Posix;
import dev.keepwatch.demo.TreeComparison.LinkTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeCopyTest {

  @TempDir Path temporary;

  @Test
  void modes_times_and_links_are_those_of_the_original() throws IOException {
    var from = temporary.resolve("from");
    Files.createDirectories(from.resolve("inner"));
    var file = Files.writeString(from.resolve("inner/file"), "content");
    Files.setAttribute(file, "unix:mode", 0604);
    Files.createSymbolicLink(from.resolve("link"), Path.of("nowhere"));
    for (String name : new String[] {"inner/file", "link", "inner", ""}) {
      Posix.utimensat(from.resolve(name), 1_600_000_000, 123_456_789, false);
    }
    var to = temporary.resolve("to");

    var copied = TreeCopy.copy(from, to, Set.of());

    assertThat(copied).isEqualTo(new TreeCopy.Copied(4, 7, 0));
    assertThat(TreeComparison.of(from, to, LinkTimes.COUNT).differences()).isEmpty();
    assertThat(TreeEntry.read(to.resolve("link")).modified())
        .isEqualTo(Instant.ofEpochSecond(1_600_000_000, 123_456_789));
  }

  @Test
  void unwanted_directories_stay_behind_wherever_they_are() throws IOException {
    Files.createDirectories(temporary.resolve("from/inner/target/deep"));
    var from = temporary.resolve("from");
    Files.createDirectories(from.resolve("target"));
    Files.createFile(from.resolve("inner/kept"));
    var to = temporary.resolve("to");

    var copied = TreeCopy.copy(from, to, Set.of("target"));

    assertThat(copied.entries()).isEqualTo(3);
    assertThat(to.resolve("inner/kept")).exists();
    assertThat(to.resolve("target")).doesNotExist();
    assertThat(to.resolve("inner/target")).doesNotExist();
  }

  @Test
  void a_fifo_is_left_out_and_counted_and_nobody_waits_for_it() throws IOException {
    var from = Files.createDirectory(temporary.resolve("from"));
    Posix.mkfifo(from.resolve("fifo"), 0600);
    var to = temporary.resolve("to");

    assertThat(TreeCopy.copy(from, to, Set.of()).leftOut()).isEqualTo(1);
    assertThat(to.resolve("fifo")).doesNotExist();
  }
}
