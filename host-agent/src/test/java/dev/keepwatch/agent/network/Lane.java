package dev.keepwatch.agent.network;

import java.util.ArrayList;
import java.util.List;

/// One direction of a line. Bytes take their turn on it, whichever connection they are from.
final class Lane {

  /// @param at when the last of these bytes had left, in nanoseconds
  /// @param bytes how many had left by then
  private record Mark(long at, long bytes) {}

  private final double nanosPerByte;
  private final List<Mark> marks = new ArrayList<>();
  private long freeAt;
  private long sent;

  Lane(double bytesPerSecond) {
    this.nanosPerByte = 1e9 / bytesPerSecond;
  }

  /// @return when the last of so many bytes will have left, if they are there at that time
  synchronized long send(long now, int bytes) {
    if (marks.isEmpty()) {
      marks.add(new Mark(now, 0));
    }
    freeAt = Math.max(now, freeAt) + (long) (bytes * nanosPerByte);
    sent += bytes;
    marks.add(new Mark(freeAt, sent));
    return freeAt;
  }

  synchronized long sent() {
    return sent;
  }

  /// How much of the time something was on it, between the moments when these shares of all bytes
  /// had left.
  synchronized double busy(double fromShare, double toShare) {
    Mark from = mark(fromShare);
    Mark to = mark(toShare);
    return (to.bytes() - from.bytes()) * nanosPerByte / (to.at() - from.at());
  }

  private Mark mark(double share) {
    return marks.stream().filter(mark -> mark.bytes() >= share * sent).findFirst().orElseThrow();
  }
}
