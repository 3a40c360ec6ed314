package dev.keepwatch.agent.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PosixTest {

  private static final int TYPE = 0xf000;
  private static final int FIFO = 0x1000;

  @TempDir private Path folder;

  @Test
  void a_fifo_is_made() throws Exception {
    Path fifo = folder.resolve("fifo");

    Posix.mkfifo(fifo, 0600);

    assertThat(mode(fifo)).isEqualTo(FIFO | 0600);
  }

  @Test
  void what_exists_is_not_made_again_and_the_call_says_so() throws Exception {
    Path there = Files.createFile(folder.resolve("there"));

    assertThatThrownBy(() -> Posix.mkfifo(there, 0600))
        .isInstanceOf(FileAlreadyExistsException.class)
        .hasMessage(there + ": mkfifo: File exists");
    assertThatThrownBy(() -> Posix.symlink("x".getBytes(UTF_8), there))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void where_there_is_no_directory_the_call_says_so() {
    Path lost = folder.resolve("no/fifo");

    assertThatThrownBy(() -> Posix.mkfifo(lost, 0600))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(lost + ": mkfifo: No such file or directory");
    assertThatThrownBy(() -> Posix.utimensat(lost, 0, 0, true))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessage(lost + ": utimensat: No such file or directory");
  }

  @ParameterizedTest
  @CsvSource({"CHARACTER, 1, 3", "BLOCK, 7, 200", "CHARACTER, 511, 70000", "BLOCK, 4095, 1048575"})
  void a_device_node_is_made_with_its_numbers(DeviceType type, int major, int minor)
      throws Exception {
    Path node = folder.resolve("node");
    assumeTrue(mayMakeNodes(), "mknod needs root");

    Posix.mknod(node, type, 0640, major, minor);

    assertThat(mode(node) & TYPE).isEqualTo(type.bits());
    long device = (Long) Files.getAttribute(node, "unix:rdev");
    assertThat(device >> 8 & 0xfff).isEqualTo(major);
    assertThat(device & 0xff | device >> 12 & 0xfff00).isEqualTo(minor);
  }

  private static boolean mayMakeNodes() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }

  @ParameterizedTest
  @CsvSource({"4096, 0", "0, 1048576", "-1, 0", "0, -1"})
  void numbers_that_no_device_has_are_refused(int major, int minor) {
    assertThatThrownBy(() -> Posix.mknod(folder.resolve("n"), DeviceType.BLOCK, 0600, major, minor))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("mknod: no device has the numbers " + major + ", " + minor);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1767225600, 123456789",
    "-1, 999999999",
    "-86400, 0",
    "4294967296, 1",
  })
  void a_time_is_set_to_the_nanosecond_and_the_time_of_reading_stays(long seconds, int nanos)
      throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    FileTime read = attributes(file).lastAccessTime();

    Posix.utimensat(file, seconds, nanos, true);

    assertThat(attributes(file).lastModifiedTime().toInstant())
        .isEqualTo(Instant.ofEpochSecond(seconds, nanos));
    assertThat(attributes(file).lastAccessTime()).isEqualTo(read);
  }

  @Test
  void a_links_own_time_and_its_targets_time_are_two() throws Exception {
    Path target = Files.createFile(folder.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);

    Posix.utimensat(link, 1, 2, false);
    Posix.utimensat(link, 3, 4, true);

    assertThat(attributes(link).lastModifiedTime().toInstant())
        .isEqualTo(Instant.ofEpochSecond(1, 2));
    assertThat(attributes(target).lastModifiedTime().toInstant())
        .isEqualTo(Instant.ofEpochSecond(3, 4));
  }

  @Test
  void even_a_dangling_link_has_a_time() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));

    Posix.utimensat(link, 5, 6, false);

    assertThat(attributes(link).lastModifiedTime().toInstant())
        .isEqualTo(Instant.ofEpochSecond(5, 6));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_000_000_000})
  void nanoseconds_are_less_than_a_second(int nanos) {
    assertThatThrownBy(() -> Posix.utimensat(folder, 0, nanos, true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_target_that_no_link_can_have_is_refused() {
    Path link = folder.resolve("link");

    for (byte[] target : new byte[][] {{}, {'a', 0, 'b'}}) {
      assertThatThrownBy(() -> Posix.symlink(target, link))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("a target is not empty and holds no NUL");
    }
    assertThat(link).doesNotExist();
  }

  @Test
  void the_jdk_itself_sets_all_twelve_mode_bits_whatever_the_umask() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    for (int mode : new int[] {06777, 01666, 0, 04711}) {
      Files.setAttribute(file, "unix:mode", mode);

      assertThat(mode(file) & 07777).isEqualTo(mode);
    }
  }

  private static int mode(Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return (Integer) attributes.getOrDefault("mode", 0);
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
