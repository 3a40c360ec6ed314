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
  private static final int FORM_LENGTH = "20260102T030405Z".length();
  private static final long FIRST = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  public BackupTime {
    if (epochSecond < FIRST || epochSecond > LAST) {
      throw new IllegalArgumentException("a time outside the years 1 to 9999: " + epochSecond);
    }
  }

  /// The time so many seconds after 1970, if its year has four digits.
  static Optional<BackupTime> tryOf(long epochSecond) {
    return epochSecond < FIRST || epochSecond > LAST
        ? Optional.empty()
        : Optional.of(new BackupTime(epochSecond));
  }

  /// The time at `instant`, fractions of a second dropped.
  ///
  /// @throws IllegalArgumentException if its year has not four digits
  public static BackupTime at(Instant instant) {
    return new BackupTime(instant.getEpochSecond());
  }

  /// Understands the form of current names, `20260102T030405Z`; an impossible date is no time.
  public static Optional<BackupTime> tryParse(String text) {
    // The formatter alone would also take a sign, and years of more than four digits.
    if (text.length() != FORM_LENGTH || text.startsWith("0000")) {
      return Optional.empty();
    }
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
