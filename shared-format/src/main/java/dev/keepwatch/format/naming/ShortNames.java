package dev.keepwatch.format.naming;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the names of `--short-filenames`: base-36 seconds and numbers (FORMAT.md §1.3).
///
/// As with long names, after the kind comes the end or a dot, and then anything but a `/`.
final class ShortNames {

  private static final int RADIX = 36;

  /// Not more digits than a `long` can hold.
  private static final String NUMBER = "[0-9a-z]{1,12}";

  private static final Pattern VOLUME = pattern("df", "di", "\\.(?<number>" + NUMBER + ")\\.dt");
  private static final Pattern MANIFEST = pattern("df", "di", "\\.m");
  private static final Pattern SIGNATURES = pattern("dfs", "dns", "\\.st");
  private static final Pattern STATISTICS = pattern("dfst", "dist", "\\.jst");

  private ShortNames() {}

  private static Pattern pattern(String full, String incremental, String ending) {
    String from = incremental + "\\.(?<from>" + NUMBER + ")";
    String times = "(?:" + full + "|" + from + ")\\.(?<time>" + NUMBER + ")";
    return Pattern.compile(times + ending + "(?<part>\\.p)?(?:\\.[^/]*)?");
  }

  static Optional<ArchiveName> parse(String name) {
    var packaging = Packaging.ofName(name);
    return volume(name, packaging)
        .or(() -> set(MANIFEST, name).map(set -> new ArchiveName.Manifest(set, packaging)))
        .or(() -> set(SIGNATURES, name).map(set -> new ArchiveName.Signatures(set, packaging)))
        .or(() -> set(STATISTICS, name).map(set -> new ArchiveName.Statistics(set, packaging)));
  }

  private static Optional<ArchiveName> volume(String name, Packaging packaging) {
    var matcher = VOLUME.matcher(name);
    return set(matcher)
        .flatMap(set ->
            LongNames.volume(set, Long.parseLong(matcher.group("number"), RADIX), packaging));
  }

  private static Optional<SetId> set(Pattern pattern, String name) {
    return set(pattern.matcher(name));
  }

  private static Optional<SetId> set(Matcher matcher) {
    if (!matcher.matches() || matcher.group("part") != null) {
      return Optional.empty();
    }
    var time = time(matcher.group("time"));
    String from = matcher.group("from");
    return from == null
        ? time.map(SetId.Full::new)
        : time(from).flatMap(start -> time.flatMap(end -> LongNames.increment(start, end)));
  }

  private static Optional<BackupTime> time(String base36) {
    return BackupTime.tryOf(Long.parseLong(base36, RADIX));
  }
}
