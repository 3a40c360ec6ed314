package dev.keepwatch.monitor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Times and lengths of time in words.
///
/// @param zone the local time of those who read them
record TimeWords(ZoneId zone) {

  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

  /// `2026-01-02 03:04:05 UTC`.
  static String utc(Instant time) {
    return UTC.format(time);
  }

  /// In UTC, and in local time with its offset where that is not the same.
  String both(Instant time) {
    if (zone.getRules().isFixedOffset() && zone.getRules().getOffset(time).equals(ZoneOffset.UTC)) {
      return utc(time);
    }
    return utc(time) + " (" + LOCAL.format(time.atZone(zone)) + " " + zone + ")";
  }

  /// The two largest units: `9 days 3 hours`, `7 days 1 second`.
  static String length(Duration length) {
    Map<String, Long> units = new LinkedHashMap<>();
    units.put("day", length.toDays());
    units.put("hour", (long) length.toHoursPart());
    units.put("minute", (long) length.toMinutesPart());
    units.put("second", (long) length.toSecondsPart());
    String words =
        units.entrySet().stream()
            .filter(unit -> unit.getValue() > 0)
            .limit(2)
            .map(unit -> number(unit.getValue(), unit.getKey()))
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? "0 seconds" : words;
  }

  /// `1 day`, `2 days`.
  static String number(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
