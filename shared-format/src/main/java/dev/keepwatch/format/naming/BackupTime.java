package dev.keepwatch.format.naming;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;

/// The time in a file name, in whole seconds since 1970 (UTC).
///
/// @param epochSecond seconds since 1970-01-01T00:00:00Z; the year must have four digits
public record BackupTime(long epochSecond) implements Comparable<BackupTime> {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  public BackupTime {
    if (epochSecond < FIRST || epochSecond > LAST) {
      throw new IllegalArgumentException("a time outside the years 1 to 9999: " + epochSecond);
    }
  }

  /// The time at `instant`, fractions of a second dropped.
  public static BackupTime at(Instant instant) {
    return new BackupTime(instant.getEpochSecond());
  }

  /// Understands the form of current names, `20260102T030405Z`; an impossible date is no time.
  public static Optional<BackupTime> tryParse(String text) {
    try {
      return Optional.of(
          new BackupTime(LocalDateTime.parse(text, FORM).toEpochSecond(ZoneOffset.UTC)));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// @throws IllegalArgumentException if `text` has not the form `20260102T030405Z` or is no date
  public static BackupTime parse(String text) {
    return tryParse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("not a time like 20260102T030405Z: " + text));
  }

  public Instant instant() {
    return Instant.ofEpochSecond(epochSecond);
  }

  public boolean isBefore(BackupTime other) {
    return epochSecond < other.epochSecond;
  }

  public boolean isAfter(BackupTime other) {
    return epochSecond > other.epochSecond;
  }

  @Override
  public int compareTo(BackupTime other) {
    return Long.compare(epochSecond, other.epochSecond);
  }

  /// The form that stands in file names, `20260102T030405Z`.
  @Override
  public String toString() {
    return FORM.format(LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC));
  }
}
