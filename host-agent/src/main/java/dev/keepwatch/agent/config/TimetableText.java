package dev.keepwatch.agent.config;

import dev.keepwatch.agent.pace.Timetable;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Speeds over the day as people write them: `20MiB/s`, or
/// `20MiB/s,22:00-06:00=unlimited,12:00-13:00=5MiB/s`.
public final class TimetableText {

  /// The key of what holds for the rest of the day.
  private static final String DEFAULT = "default";

  private static final String UNLIMITED = "unlimited";
  private static final Pattern SPAN =
      Pattern.compile("([0-9]{1,2}:[0-9]{2}) ?- ?([0-9]{1,2}:[0-9]{2})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("H:mm").withResolverStyle(ResolverStyle.STRICT);

  private TimetableText() {}

  /// @throws IllegalArgumentException if `text` is no such thing
  public static Timetable parse(String text) {
    var entries = new LinkedHashMap<String, String>();
    for (String part : text.split(",", -1)) {
      int sign = part.indexOf('=');
      String key = sign < 0 ? DEFAULT : part.substring(0, sign).strip();
      if (entries.put(key, part.substring(sign + 1).strip()) != null) {
        throw new IllegalArgumentException("'" + text + "' says twice what holds for " + key);
      }
    }
    return of(entries);
  }

  /// @param entries speeds by spans of the day, and by `default`
  /// @throws IllegalArgumentException if they are none, or overlap
  public static Timetable of(Map<String, String> entries) {
    OptionalLong usual = OptionalLong.empty();
    List<Timetable.Span> spans = new ArrayList<>();
    for (var entry : entries.entrySet()) {
      var rate = rate(entry.getValue());
      if (entry.getKey().equals(DEFAULT)) {
        usual = rate;
      } else {
        spans.add(span(entry.getKey(), rate));
      }
    }
    var timetable = new Timetable(usual, spans);
    if (timetable.isUnlimited() && !spans.isEmpty()) {
      throw new IllegalArgumentException(
          "no speed stands here, so nothing is limited: say what holds by 'default'");
    }
    return timetable;
  }

  private static Timetable.Span span(String text, OptionalLong rate) {
    var form = SPAN.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no span of the day such as 22:00-06:00, nor 'default'");
    }
    return new Timetable.Span(time(form.group(1)), time(form.group(2)), rate);
  }

  private static LocalTime time(String text) {
    try {
      return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text, TIME);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("'" + text + "' is no time of the day", e);
    }
  }

  /// Bytes in a second; nothing for `unlimited`.
  private static OptionalLong rate(String text) {
    if (text.equals(UNLIMITED)) {
      return OptionalLong.empty();
    }
    try {
      long bytes =
          ByteSize.parse(text.endsWith("/s") ? text.substring(0, text.length() - 2) : text);
      return OptionalLong.of(bytes);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no speed such as 20MiB/s, nor 'unlimited'", e);
    }
  }
}
