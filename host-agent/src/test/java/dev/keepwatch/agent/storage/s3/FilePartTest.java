package dev.keepwatch.agent.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keepwatch.agent.pace.Pace;
import dev.keepwatch.agent.pace.Timetable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePartTest {

  private static final int SIZE = 1 << 20;

  @TempDir Path home;
  private final AtomicLong nanos = new AtomicLong();

  private final Pace pace =
      new Pace(
          new Timetable(OptionalLong.of(SIZE), List.of()),
          () -> LocalTime.NOON,
          nanos::get,
          nanos::addAndGet);

  private double secondsOf(FilePart part) throws Exception {
    long before = nanos.get();
    try (var stream = part.newStream()) {
      assertThat(stream.readAllBytes()).hasSize(SIZE);
    }
    return (nanos.get() - before) / 1e9;
  }

  @Test
  void what_is_read_to_be_signed_is_not_slowed_down() throws Exception {
    Path file = Files.write(home.resolve("file"), new byte[SIZE]);
    try (var part = new FilePart(file, 0, SIZE, pace, 1)) {
      assertThat(secondsOf(part)).isZero();
      assertThat(secondsOf(part)).isBetween(0.8, 1.2);
      assertThat(secondsOf(part)).as("the next attempt is signed anew").isZero();
      assertThat(secondsOf(part)).isBetween(0.8, 1.2);
    }
  }

  @Test
  void what_is_sent_at_once_is_slowed_down_each_time() throws Exception {
    Path file = Files.write(home.resolve("file"), new byte[SIZE]);
    try (var part = new FilePart(file, 0, SIZE, pace, 0)) {
      assertThat(secondsOf(part)).isBetween(0.8, 1.2);
      assertThat(secondsOf(part)).isBetween(0.8, 1.2);
    }
  }
}
