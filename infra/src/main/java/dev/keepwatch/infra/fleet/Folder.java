package dev.keepwatch.infra.fleet;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where one archive lies in a bucket.
///
/// @param name what stands before the last `/` of its files' keys
/// @param limit how old its newest whole backup may be before that is worth a mail
public record Folder(String name, Duration limit) {
  // A tab separates columns on the way to the monitor, a comma folders.
  private static final Pattern NAME = Pattern.compile("[^/,\\p{Cntrl}]+(/[^/,\\p{Cntrl}]+)*");

  /// The heartbeats lie below.
  private static final String OWN = "keepwatch";

  private static final Pattern INTERVAL = Pattern.compile("([1-9][0-9]{0,3}) ?(h|d|hours?|days?)");

  static String parseName(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no folder: write it without a slash at either end and without commas, like var/backups");
    }
    List<String> steps = List.of(text.split("/", -1));
    if (steps.contains(".") || steps.contains("..")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no folder: . and .. mean nothing in a bucket");
    }
    if (steps.getFirst().equals(OWN)) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is where Keepwatch leaves word of its runs, and what lies there expires; choose another folder");
    }
    return text;
  }

  /// `26h`, `2d`, `36 hours`.
  static Duration parseInterval(String text) {
    Matcher matcher = INTERVAL.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no interval; write a number and h or d, for instance 26h or 2d");
    }
    int count = Integer.parseInt(matcher.group(1));
    return matcher.group(2).startsWith("h") ? Duration.ofHours(count) : Duration.ofDays(count);
  }
}
