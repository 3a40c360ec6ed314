package dev.keepwatch.infra.fleet;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where one archive lies in a bucket.
///
/// @param name what stands before the last `/` of its files' keys
/// @param limit how old its newest whole backup may be before that is worth a mail
public record Folder(String name, Duration limit) {
  // A tab separates columns on the way to the monitor, a comma folders.
  private static final Pattern NAME = Pattern.compile("[^/,\\p{Cntrl}]+(/[^/,\\p{Cntrl}]+)*");
  private static final Pattern INTERVAL = Pattern.compile("([1-9][0-9]{0,3}) ?(h|d|hours?|days?)");

  static String parseName(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no folder: write it without a slash at either end and without commas, like var/backups");
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
