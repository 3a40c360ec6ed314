package dev.keepwatch.format.naming;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Times as they stand in names: the current form, that of `--old-filenames` with its offset, and
/// seconds since 1970.
final class NameTime {

  /// The separator of old names could be chosen, so any single character counts as one.
  private static final Pattern OLD =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d)[^0-9](\\d\\d)[^0-9](\\d\\d)(?:([+-]\\d\\d)[^0-9](\\d\\d)|(Z))");

  private NameTime() {}

  static Optional<BackupTime> parse(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    return BackupTime.tryParse(upper).or(() -> old(upper)).or(() -> epoch(upper));
  }

  private static Optional<BackupTime> old(String text) {
    var m = OLD.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    String zone = m.group(6) != null ? "Z" : m.group(4) + ":" + m.group(5);
    try {
      String iso = m.group(1) + ":" + m.group(2) + ":" + m.group(3) + zone;
      var time = OffsetDateTime.parse(iso, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
      return Optional.of(new BackupTime(time.toEpochSecond()));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<BackupTime> epoch(String text) {
    return text.matches("[0-9]{1,11}")
        ? Optional.of(new BackupTime(Long.parseLong(text)))
        : Optional.empty();
  }
}
