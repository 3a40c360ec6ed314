package dev.keepwatch.infra.fleet;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The six fields of EventBridge's cron, of which only minutes and hours may say anything: `0 7 * *
/// ? *`.
///
/// EventBridge would take every other cron too. It is refused here because a day left out is a day
/// on which nobody notices that backups, or the monitor itself, have stopped.
///
/// @param fields minutes, hours, day of month, month, day of week, year; single spaces between
public record DailyCron(String fields) {
  private static final Pattern PART =
      Pattern.compile("(\\*|[0-9]{1,2})(-[0-9]{1,2})?(/[0-9]{1,2})?");

  static final DailyCron AT_SEVEN = new DailyCron("0 7 * * ? *");

  public DailyCron {
    List<String> parts = List.of(fields.split(" ", -1));
    if (parts.size() != 6) {
      throw new IllegalArgumentException(
          "\""
              + fields
              + "\" has not the six fields minutes, hours, day of month, month, day of week, year; write for instance "
              + "0 7 * * ? *");
    }
    requireField("minutes", parts.get(0), 59);
    requireField("hours", parts.get(1), 23);
    requireEveryDay(fields, parts);
  }

  private static void requireField(String name, String field, int most) {
    for (String part : field.split(",", -1)) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches() || !isWithin(part, most)) {
        throw new IllegalArgumentException(
            "\""
                + field
                + "\" are no "
                + name
                + ": numbers from 0 to "
                + most
                + " are, with commas, ranges (1-5) and steps (*/2)");
      }
    }
  }

  private static boolean isWithin(String part, int most) {
    if (part.startsWith("*-")) {
      return false;
    }
    String[] ends = part.replaceFirst("/.*", "").replace("*", "0").split("-", -1);
    int first = Integer.parseInt(ends[0]);
    int last = Integer.parseInt(ends[ends.length - 1]);
    return first <= last && last <= most && !part.endsWith("/0") && !part.endsWith("/00");
  }

  private static void requireEveryDay(String fields, List<String> parts) {
    boolean everyDay =
        List.of("* * ? *", "? * * *").contains(String.join(" ", parts.subList(2, 6)));
    if (!everyDay) {
      throw new IllegalArgumentException(
          "\""
              + fields
              + "\" does not fire every day; the monitor looks at least once a day, so let it end in \"* * ? *\"");
    }
  }
}
