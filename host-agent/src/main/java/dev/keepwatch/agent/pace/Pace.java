package dev.keepwatch.agent.pace;

import java.io.InterruptedIOException;
import java.time.LocalTime;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Makes all who send wait, so that together they are no faster than the timetable allows. Who was
/// slow for a moment may not be faster afterwards, but for a tenth of a second.
public final class Pace {

  /// Waits a number of nanoseconds.
  @FunctionalInterface
  public interface Pause {
    void of(long nanos) throws InterruptedException;
  }

  /// Nobody waits.
  public static final Pace NONE =
      new Pace(Timetable.UNLIMITED, () -> LocalTime.MIDNIGHT, () -> 0, nanos -> {});

  /// How many bytes are best sent at a time, so that nobody waits long for them.
  public static final int STEP = 16 * 1024;

  private static final long SECOND = 1_000_000_000L;
  private static final long SLACK = SECOND / 10;

  private final Timetable timetable;
  private final Supplier<LocalTime> timeOfDay;
  private final LongSupplier nanoTime;
  private final Pause pause;

  /// When what was admitted so far has been sent, at the speed allowed; guarded by this.
  private long sentAt;

  private boolean begun;

  /// @param timeOfDay where this host is
  /// @param nanoTime a clock that only goes forward, in nanoseconds
  public Pace(
      Timetable timetable, Supplier<LocalTime> timeOfDay, LongSupplier nanoTime, Pause pause) {
    this.timetable = timetable;
    this.timeOfDay = timeOfDay;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /// Returns when so many bytes more may be sent.
  public void await(int bytes) throws InterruptedIOException {
    if (timetable.isUnlimited()) {
      return;
    }
    long wait = admit(bytes);
    if (wait <= 0) {
      return;
    }
    try {
      pause.of(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("interrupted while sending").initCause(e);
    }
  }

  /// Whether reading in steps makes sense.
  public boolean isNone() {
    return timetable.isUnlimited();
  }

  private synchronized long admit(int bytes) {
    long now = nanoTime.getAsLong();
    if (!begun || sentAt - now < -SLACK) {
      sentAt = now - SLACK;
      begun = true;
    }
    OptionalLong rate = timetable.at(timeOfDay.get());
    if (rate.isEmpty()) {
      sentAt = now;
      return 0;
    }
    sentAt += (long) ((double) bytes / rate.getAsLong() * SECOND);
    return sentAt - now;
  }
}
