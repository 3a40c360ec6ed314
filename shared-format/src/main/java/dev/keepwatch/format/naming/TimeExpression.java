package dev.keepwatch.format.naming;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What people type when they mean a time: `now`, seconds since 1970, `20260102T030405Z`,
/// `2026-01-02T03:04:05+01:00`, an interval back from now like `1M2D`, or a date (FORMAT.md §9.1).
///
/// A date and a time without zone are local, and as in duplicity that means standard time, also
/// when daylight saving is in force. Eight digits alone are seconds, not a date.
public final class TimeExpression {

  private static final long DAY = 24 * 3600;

  private static final Pattern EPOCH = Pattern.compile("[0-9]{1,11}");
  private static final Pattern INTERVAL_PART = Pattern.compile("([0-9]{1,9})([smhDWMY])");
  private static final Pattern W3C =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)T(\\d\\d:\\d\\d:\\d\\d)(?:([+-]\\d\\d:\\d\\d)|(Z))?");
  private static final Pattern YEAR_FIRST = Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})");
  private static final Pattern YEAR_LAST = Pattern.compile("(\\d{1,2})[-/](\\d{1,2})[-/](\\d{4})");
  private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)Z");

  private final Instant now;
  private final ZoneId zone;

  /// @param now what `now` means and intervals count back from
  /// @param zone where dates without a zone are
  public TimeExpression(Instant now, ZoneId zone) {
    this.now = now;
    this.zone = zone;
  }

  /// The moment that `text` means. A long interval may reach back before the year 1.
  ///
  /// @throws IllegalArgumentException if it means none; the message says which forms there are
  public Instant resolve(String text) {
    List<Function<String, Optional<Instant>>> forms =
        List.of(this::keywordOrEpoch, this::dateTime, this::interval, this::date);
    return forms.stream()
        .flatMap(form -> form.apply(text).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(notATime(text)));
  }

  private static String notATime(String text) {
    return "'"
        + text
        + "' is not a time: give an interval like 3D or 1M2D (s m h D W M Y), a date like 2026-01-02,"
        + " a time like 2026-01-02T03:04:05+01:00 or 20260102T030405Z, seconds since 1970, or now";
  }

  /// The length of an interval like `1M2D`, where a month has 30 days and a year 365.
  ///
  /// @throws IllegalArgumentException if `text` is no interval
  public static Duration parseInterval(String text) {
    return tryInterval(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'"
                    + text
                    + "' is not an interval: give numbers with s m h D W M or Y, like 1M or 2W3D"));
  }

  private static Optional<Duration> tryInterval(String text) {
    Matcher part = INTERVAL_PART.matcher(text);
    long seconds = 0;
    int at = 0;
    try {
      while (at < text.length() && part.find(at) && part.start() == at) {
        long number = Long.parseLong(part.group(1));
        seconds = Math.addExact(seconds, Math.multiplyExact(number, seconds(part.group(2))));
        at = part.end();
      }
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
    return at == text.length() && at > 0
        ? Optional.of(Duration.ofSeconds(seconds))
        : Optional.empty();
  }

  private static long seconds(String unit) {
    return switch (unit) {
      case "s" -> 1;
      case "m" -> 60;
      case "h" -> 3600;
      case "D" -> DAY;
      case "W" -> 7 * DAY;
      case "M" -> 30 * DAY;
      default -> 365 * DAY;
    };
  }

  private Optional<Instant> keywordOrEpoch(String text) {
    if (text.equals("now")) {
      return Optional.of(now);
    }
    return EPOCH.matcher(text).matches()
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text)))
        : Optional.empty();
  }

  private Optional<Instant> dateTime(String text) {
    var m = W3C.matcher(text);
    if (!m.matches()) {
      return BackupTime.tryParse(text).map(BackupTime::instant);
    }
    return attempt(() -> {
      var local = LocalDateTime.parse(m.group(1) + "T" + m.group(2));
      return local.toInstant(m.group(4) != null ? ZoneOffset.UTC : offset(m.group(3)));
    });
  }

  private ZoneOffset offset(@Nullable String text) {
    return text == null ? zone.getRules().getStandardOffset(now) : ZoneOffset.of(text);
  }

  private Optional<Instant> interval(String text) {
    return tryInterval(text).flatMap(back -> attempt(() -> now.minus(back)));
  }

  private Optional<Instant> date(String text) {
    var m = YEAR_FIRST.matcher(text);
    if (m.matches()) {
      return midnight(m.group(1), m.group(2), m.group(3));
    }
    m = YEAR_LAST.matcher(text);
    if (m.matches()) {
      return midnight(m.group(3), m.group(1), m.group(2));
    }
    m = COMPACT.matcher(text);
    return m.matches() ? midnight(m.group(1), m.group(2), m.group(3)) : Optional.empty();
  }

  private Optional<Instant> midnight(String year, String month, String day) {
    return attempt(() ->
        LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day))
            .atStartOfDay()
            .toInstant(offset(null)));
  }

  private static Optional<Instant> attempt(Supplier<Instant> time) {
    try {
      return Optional.of(time.get());
    } catch (DateTimeException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
