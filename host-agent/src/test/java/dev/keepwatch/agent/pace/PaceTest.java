package dev.keepwatch.agent.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// Time passes only where somebody waits.
class PaceTest {

  private static final long MIB = 1 << 20;
  private static final long START = 1_000_000_000_000L;

  private final AtomicLong nanos = new AtomicLong(START);
  private LocalTime dayStart = LocalTime.of(12, 0);

  private Pace pace(Timetable timetable) {
    return new Pace(
        timetable,
        () -> dayStart.plus(Duration.ofNanos(nanos.get() - START)),
        nanos::get,
        nanos::addAndGet);
  }

  private double seconds() {
    return (nanos.get() - START) / 1e9;
  }

  private static void send(Pace pace, long bytes) throws IOException {
    for (long left = bytes; left > 0; left -= Pace.STEP) {
      pace.await((int) Math.min(left, Pace.STEP));
    }
  }

  private static Timetable limit(long rate) {
    return new Timetable(OptionalLong.of(rate), List.of());
  }

  @Test
  void nobody_waits_without_a_limit() throws IOException {
    send(pace(Timetable.UNLIMITED), 1000 * MIB);

    assertThat(seconds()).isZero();
  }

  @Test
  void what_is_sent_takes_as_long_as_the_limit_says() throws IOException {
    send(pace(limit(2 * MIB)), 20 * MIB);

    assertThat(seconds()).isCloseTo(10, within(0.11));
  }

  @Test
  void two_who_send_share_the_speed() throws IOException {
    var pace = pace(limit(2 * MIB));
    for (int i = 0; i < 10; i++) {
      send(pace, MIB);
      send(pace, MIB);
    }

    assertThat(seconds()).isCloseTo(10, within(0.11));
  }

  @Test
  void a_pause_is_not_made_up_for() throws IOException {
    var pace = pace(limit(MIB));
    send(pace, MIB);
    nanos.addAndGet(60_000_000_000L);
    double before = seconds();

    send(pace, 5 * MIB);

    assertThat(seconds() - before).isCloseTo(5, within(0.11));
  }

  @Test
  void another_speed_holds_from_its_time_on() throws IOException {
    var night = new Timetable.Span(LocalTime.of(22, 0), LocalTime.of(6, 0), OptionalLong.empty());
    dayStart = LocalTime.of(21, 59, 50);

    send(pace(new Timetable(OptionalLong.of(MIB), List.of(night))), 1000 * MIB);

    assertThat(seconds()).isCloseTo(10, within(0.11));
  }

  @Test
  void who_waits_can_be_interrupted() {
    var pace =
        new Pace(
            limit(1),
            () -> LocalTime.NOON,
            nanos::get,
            wait -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(() -> pace.await(100)).isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
