package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole backups and restores in a JVM of 64 MB. The sizes are those that continuous integration
/// can bear; what grows with them would show.
class LittleMemoryTest {

  private static final int FILE_MEGABYTES = 300;
  private static final int SMALL_FILES = 20_000;

  @TempDir Path home;
  private SmallTree source;
  private ForkedEngine engine;

  @BeforeEach
  void setUp() throws IOException {
    source = new SmallTree(home.resolve("source"));
    Files.createDirectory(home.resolve("archive"));
    engine = new ForkedEngine(home).withMemory(64);
  }

  private void runs(int minute) throws Exception {
    assertThat(engine.backup(source.root(), minute)).endsWith("errors: 0");
  }

  private void restores(int minute, String path) throws Exception {
    Path target = home.resolve("target-" + minute);
    assertThat(engine.restore(target, minute)).endsWith("errors: 0");
    assertThat(Files.mismatch(target.resolve(path), source.root().resolve(path))).isNegative();
  }

  @Test
  void one_large_file_is_backed_up_changed_and_brought_back() throws Exception {
    Path large = source.root().resolve("large");
    byte[] megabyte = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(large)) {
      for (int i = 0; i < FILE_MEGABYTES; i++) {
        new Random(i).nextBytes(megabyte);
        out.write(megabyte);
      }
    }
    source.file("other", "1");
    runs(0);
    Files.writeString(large, "a little more", StandardOpenOption.APPEND);
    runs(1);

    restores(1, "large");
  }

  @Test
  void many_small_files_in_many_sets_are_backed_up_and_brought_back() throws Exception {
    for (int i = 0; i < SMALL_FILES; i++) {
      source.file(i % 100 + "/" + i, "content " + i);
    }
    runs(0);
    for (int minute = 1; minute < 3; minute++) {
      for (int i = minute; i < SMALL_FILES; i += 500) {
        source.file(i % 100 + "/" + i, "changed in minute " + minute);
      }
      runs(minute);
    }

    restores(2, "1/1");
    assertThat(TreeListing.of(home.resolve("target-2"))).isEqualTo(TreeListing.of(source.root()));
  }
}
