package dev.keepwatch.agent.cli.output;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as C's `asctime` prints them, in the zone of this machine: `Tue Nov 14 22:13:20 2023`.
///
/// @param zone the local zone
public record LocalTime(ZoneId zone) {

  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ROOT);

  public String of(Instant time) {
    return FORM.format(time.atZone(zone));
  }
}
