package dev.keepwatch.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole backups and restores in a JVM of 64 MB. The sizes are those that continuous integration
/// can bear; what grows with them would show.
class LittleMemoryTest {

  private static final int FILE_MEGABYTES = 300;
  private static final int SMALL_FILES = 20_000;

  @TempDir Path disk;

  /// A source and an archive beside each other, and the engine with little memory.
  private record Place(Path home, SmallTree source, ForkedEngine engine) {
    static Place in(Path home) throws IOException {
      Files.createDirectory(home.resolve("archive"));
      return new Place(
          home, new SmallTree(home.resolve("source")), new ForkedEngine(home).withMemory(64));
    }

    void backUp(int minute) throws Exception {
      assertThat(engine.backup(source.root(), minute)).endsWith("errors: 0");
    }

    Path restored(int minute) throws Exception {
      Path target = home.resolve("target-" + minute);
      assertThat(engine.restore(target, minute)).endsWith("errors: 0");
      return target;
    }
  }

  @Test
  void one_large_file_is_backed_up_changed_and_brought_back() throws Exception {
    var place = Place.in(disk);
    Path large = place.source().root().resolve("large");
    byte[] megabyte = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(large)) {
      for (int i = 0; i < FILE_MEGABYTES; i++) {
        new Random(i).nextBytes(megabyte);
        out.write(megabyte);
      }
    }
    place.backUp(0);
    Files.writeString(large, "a little more", StandardOpenOption.APPEND);
    place.backUp(1);

    assertThat(Files.mismatch(place.restored(1).resolve("large"), large)).isNegative();
  }

  @Test
  void many_small_files_in_some_sets_are_backed_up_and_brought_back() throws Exception {
    try (var memory = new MemoryDirectory(disk)) {
      var place = Place.in(memory.path());
      var source = place.source();
      for (int i = 0; i < SMALL_FILES; i++) {
        source.file(i % 100 + "/" + i, "content " + i);
      }
      place.backUp(0);
      for (int minute = 1; minute < 3; minute++) {
        for (int i = minute; i < SMALL_FILES; i += 500) {
          source.file(i % 100 + "/" + i, "changed in minute " + minute);
        }
        place.backUp(minute);
      }

      assertThat(TreeListing.of(place.restored(2))).isEqualTo(TreeListing.of(source.root()));
    }
  }
}
