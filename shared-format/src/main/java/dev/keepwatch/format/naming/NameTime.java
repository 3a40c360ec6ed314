package dev.keepwatch.format.naming;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Times as they stand in names: the current form, that of `--old-filenames` with its offset, and
/// seconds since 1970; letters in either case.
///
/// Duplicity would also take intervals and dates without an hour here. Nobody writes them, and a
/// set whose time depends on when and where it is looked at is none.
final class NameTime {

  /// The separator of old names could be chosen, so any single character counts as one.
  private static final Pattern OLD =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d)[^0-9](\\d\\d)[^0-9](\\d\\d)(?:([+-]\\d\\d)[^0-9](\\d\\d)|(Z))");

  private static final Pattern EPOCH = Pattern.compile("[0-9]{1,11}");

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
      return BackupTime.tryOf(OffsetDateTime.parse(iso).toEpochSecond());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<BackupTime> epoch(String text) {
    return EPOCH.matcher(text).matches()
        ? BackupTime.tryOf(Long.parseLong(text))
        : Optional.empty();
  }
}
