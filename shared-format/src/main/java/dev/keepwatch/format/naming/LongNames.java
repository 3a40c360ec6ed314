package dev.keepwatch.format.naming;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads long names, with times in the current form or in that of `--old-filenames`.
///
/// As in duplicity, a name is anchored at its start only: after the kind comes the end or a dot,
/// and then anything (FORMAT.md §1.2).
final class LongNames {

  private static final String TIMES = "\\.(?:(?<from>[^.]+)\\.to\\.)?(?<time>[^.]+)";
  private static final Pattern NAME =
      Pattern.compile(
          "duplicity-(?<type>full|inc|full-signatures|new-signatures)"
              + TIMES
              + "\\.(?:vol(?<number>[0-9]{1,9})\\.)?(?<kind>difftar|manifest|sigtar|jsonstat)"
              + "(?<part>\\.part)?(?:\\..*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern BEGINNING =
      Pattern.compile(
          "duplicity-(?:full|inc|full-signatures|new-signatures)\\.", Pattern.CASE_INSENSITIVE);

  private LongNames() {}

  /// Where a long name begins in `text`; -1 if nowhere.
  static int indexIn(String text) {
    var matcher = BEGINNING.matcher(text);
    return matcher.find() ? matcher.start() : -1;
  }

  static Optional<ArchiveName> parse(String name) {
    var matcher = NAME.matcher(name);
    if (!matcher.matches() || matcher.group("part") != null) {
      return Optional.empty();
    }
    return setId(matcher).flatMap(set -> archiveName(matcher, set, Packaging.ofName(name)));
  }

  private static Optional<SetId> setId(Matcher matcher) {
    var time = NameTime.parse(matcher.group("time"));
    String fromText = matcher.group("from");
    boolean full = isFull(matcher);
    if (full || fromText == null) {
      return full && fromText == null ? time.map(SetId.Full::new) : Optional.empty();
    }
    return NameTime.parse(fromText).flatMap(from -> time.flatMap(end -> increment(from, end)));
  }

  /// An increment that runs backwards is no increment.
  static Optional<SetId> increment(BackupTime from, BackupTime time) {
    return from.isBefore(time) ? Optional.of(new SetId.Incremental(from, time)) : Optional.empty();
  }

  private static boolean isFull(Matcher matcher) {
    return matcher.group("type").toLowerCase(Locale.ROOT).startsWith("full");
  }

  private static Optional<ArchiveName> archiveName(
      Matcher matcher, SetId set, Packaging packaging) {
    boolean signatures = matcher.group("type").length() > "full".length();
    String number = matcher.group("number");
    String kind = matcher.group("kind").toLowerCase(Locale.ROOT);
    if (kind.equals("difftar")) {
      return number == null || signatures || Integer.parseInt(number) < 1
          ? Optional.empty()
          : Optional.of(new ArchiveName.Volume(set, Integer.parseInt(number), packaging));
    }
    if (number != null || signatures != kind.equals("sigtar")) {
      return Optional.empty();
    }
    return Optional.of(
        switch (kind) {
          case "manifest" -> new ArchiveName.Manifest(set, packaging);
          case "sigtar" -> new ArchiveName.Signatures(set, packaging);
          default -> new ArchiveName.Statistics(set, packaging);
        });
  }
}
