package dev.keepwatch.format.naming;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads long names, with times in the current form or in that of `--old-filenames`.
///
/// As in duplicity, a name is anchored at its start only: after the kind comes the end or a dot,
/// and then anything (FORMAT.md §1.2); but no `/`, since that is a file of another directory.
final class LongNames {

  /// No more digits than fit; nobody has a billion volumes, but a hostile name may claim them.
  private static final String NUMBER = "[0-9]{1,9}";

  /// A dot ends a time, unless it is the separator that was chosen for old names.
  private static final String TIME =
      "[0-9-]{10}[Tt][0-9]{2}\\.[0-9]{2}\\.[0-9]{2}(?:[+-][0-9]{2}\\.[0-9]{2}|[Zz])|[^./]+";

  private static final String BEGINNING =
      "duplicity-(?<type>full|inc|full-signatures|new-signatures)\\.";
  private static final String TIMES = "(?:(?<from>" + TIME + ")\\.to\\.)?(?<time>" + TIME + ")\\.";
  private static final String KIND =
      "(?:vol(?<number>" + NUMBER + ")\\.)?(?<kind>difftar|manifest|sigtar|jsonstat)";
  private static final Pattern NAME =
      Pattern.compile(BEGINNING + TIMES + KIND + "(?<part>\\.part)?(?:\\.[^/]*)?");
  private static final Pattern ANYWHERE = Pattern.compile(BEGINNING);

  private LongNames() {}

  /// Understands a name wherever it begins in `text`.
  static Optional<ArchiveName> find(String text) {
    var beginning = ANYWHERE.matcher(text);
    while (beginning.find()) {
      var name = parse(text.substring(beginning.start()));
      if (name.isPresent()) {
        return name;
      }
    }
    return Optional.empty();
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
    boolean full = matcher.group("type").startsWith("full");
    if (full || fromText == null) {
      return full && fromText == null ? time.map(SetId.Full::new) : Optional.empty();
    }
    return NameTime.parse(fromText).flatMap(from -> time.flatMap(end -> increment(from, end)));
  }

  /// An increment that does not run forward is no increment.
  static Optional<SetId> increment(BackupTime from, BackupTime time) {
    return from.isBefore(time) ? Optional.of(new SetId.Incremental(from, time)) : Optional.empty();
  }

  private static Optional<ArchiveName> archiveName(
      Matcher matcher, SetId set, Packaging packaging) {
    boolean signatures = matcher.group("type").endsWith("-signatures");
    String number = matcher.group("number");
    String kind = matcher.group("kind");
    if (signatures != kind.equals("sigtar") || (number != null) != kind.equals("difftar")) {
      return Optional.empty();
    }
    return switch (kind) {
      case "difftar" -> volume(set, Integer.parseInt(number), packaging);
      case "manifest" -> Optional.of(new ArchiveName.Manifest(set, packaging));
      case "sigtar" -> Optional.of(new ArchiveName.Signatures(set, packaging));
      default -> Optional.of(new ArchiveName.Statistics(set, packaging));
    };
  }

  /// Volumes are numbered from 1; a `vol0` is not ours (it makes duplicity itself give up).
  static Optional<ArchiveName> volume(SetId set, long number, Packaging packaging) {
    return number < 1 || number > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new ArchiveName.Volume(set, (int) number, packaging));
  }
}
