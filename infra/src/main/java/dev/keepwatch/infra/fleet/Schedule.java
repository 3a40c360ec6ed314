package dev.keepwatch.infra.fleet;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When the monitor looks: at least once a day, because nothing else would notice sooner that it
/// has stopped.
public sealed interface Schedule {
  /// As EventBridge Scheduler writes it.
  String expression();

  /// The clock that the expression is read by.
  ZoneId zone();

  /// How long it takes from one look to the next on an ordinary day.
  Duration pause();

  /// Times of every day, by the clock of a place.
  record Cron(DailyCron times, ZoneId zone) implements Schedule {
    @Override
    public String expression() {
      return "cron(" + times.fields() + ")";
    }

    @Override
    public Duration pause() {
      return Duration.ofDays(1);
    }
  }

  /// Again and again, from the time of deployment on.
  record Rate(int count, String unit) implements Schedule {
    private static final Pattern SHAPE = Pattern.compile("([1-9][0-9]{0,3}) (minute|hour|day)s?");

    static Rate parse(String text) {
      Matcher matcher = SHAPE.matcher(text);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "\""
                + text
                + "\" is no rate; write a number and minutes, hours or day, for instance 12 hours");
      }
      Rate rate = new Rate(Integer.parseInt(matcher.group(1)), matcher.group(2));
      if (rate.pause().compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException(
            "\"" + text + "\" is too seldom: the monitor looks at least once a day");
      }
      return rate;
    }

    @Override
    public String expression() {
      return "rate(" + count + " " + unit + (count == 1 ? "" : "s") + ")";
    }

    @Override
    public ZoneId zone() {
      return ZoneId.of("UTC");
    }

    @Override
    public Duration pause() {
      return switch (unit) {
        case "minute" -> Duration.ofMinutes(count);
        case "hour" -> Duration.ofHours(count);
        default -> Duration.ofDays(count);
      };
    }
  }

  /// The clock of a place.
  ///
  /// @throws IllegalArgumentException if no such zone is known; names the nearest one that is
  static ZoneId parseZone(String text) {
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (!known.contains(text)) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no time zone"
              + NearestWord.hint(text, known, "write it like Europe/Berlin or UTC"));
    }
    return ZoneId.of(text);
  }
}
