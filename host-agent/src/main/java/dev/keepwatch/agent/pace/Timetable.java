package dev.keepwatch.agent.pace;

import java.time.LocalTime;
import java.util.List;
import java.util.OptionalLong;

/// What speed is allowed at which time of the day.
///
/// @param usual bytes in a second outside all spans; nothing for no limit
/// @param spans do not overlap
public record Timetable(OptionalLong usual, List<Span> spans) {

  /// As fast as it goes.
  public static final Timetable UNLIMITED = new Timetable(OptionalLong.empty(), List.of());

  /// A part of each day.
  ///
  /// @param from the first moment
  /// @param to the first moment behind it; may be past midnight, so before `from`
  /// @param bytesPerSecond at least 1; nothing for no limit
  public record Span(LocalTime from, LocalTime to, OptionalLong bytesPerSecond) {

    public Span {
      requirePositive(bytesPerSecond);
      if (from.equals(to)) {
        throw new IllegalArgumentException(
            "the span from %s to %s has no length; say 'default' for the whole day"
                .formatted(from, to));
      }
    }

    boolean holds(LocalTime time) {
      return from.isBefore(to)
          ? !time.isBefore(from) && time.isBefore(to)
          : !time.isBefore(from) || time.isBefore(to);
    }

    @Override
    public String toString() {
      return from + "-" + to;
    }
  }

  /// @throws IllegalArgumentException if two spans overlap, or a speed is zero
  public Timetable {
    requirePositive(usual);
    spans = List.copyOf(spans);
    for (int i = 0; i < spans.size(); i++) {
      for (int j = 0; j < i; j++) {
        requireApart(spans.get(j), spans.get(i));
      }
    }
  }

  private static void requireApart(Span one, Span other) {
    if (one.holds(other.from()) || other.holds(one.from())) {
      throw new IllegalArgumentException("the spans %s and %s overlap".formatted(one, other));
    }
  }

  private static void requirePositive(OptionalLong rate) {
    if (rate.isPresent() && rate.getAsLong() < 1) {
      throw new IllegalArgumentException("nothing could be sent at a speed of 0");
    }
  }

  /// Bytes in a second; nothing for no limit.
  public OptionalLong at(LocalTime time) {
    return spans.stream()
        .filter(span -> span.holds(time))
        .findFirst()
        .map(Span::bytesPerSecond)
        .orElse(usual);
  }

  /// Whether there is never a limit.
  public boolean isUnlimited() {
    return usual.isEmpty() && spans.stream().allMatch(span -> span.bytesPerSecond().isEmpty());
  }
}
