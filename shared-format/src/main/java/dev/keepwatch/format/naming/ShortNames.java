package dev.keepwatch.format.naming;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the names of `--short-filenames`: base-36 seconds and numbers (FORMAT.md §1.3).
final class ShortNames {

  private static final String NUMBER = "[0-9a-z]{1,12}";
  private static final Pattern FULL =
      Pattern.compile(
          "(df|dfs|dfst)\\.(" + NUMBER + ")(?:\\.(" + NUMBER + "))?\\.(dt|m|st|jst)(\\..*)?");
  private static final Pattern INCREMENT =
      Pattern.compile(
          "(di|dns|dist)\\.("
              + NUMBER
              + ")\\.("
              + NUMBER
              + ")(?:\\.("
              + NUMBER
              + "))?\\.(dt|m|st|jst)(\\..*)?");

  private ShortNames() {}

  static Optional<ArchiveName> parse(String name) {
    var full = FULL.matcher(name);
    if (full.matches()) {
      var set = time(full.group(2)).<SetId>map(SetId.Full::new);
      return set.flatMap(s -> archiveName(full, 3, s, name));
    }
    var increment = INCREMENT.matcher(name);
    if (!increment.matches()) {
      return Optional.empty();
    }
    var from = time(increment.group(2));
    var set = from.flatMap(f -> time(increment.group(3)).flatMap(t -> LongNames.increment(f, t)));
    return set.flatMap(s -> archiveName(increment, 4, s, name));
  }

  private static Optional<ArchiveName> archiveName(
      Matcher matcher, int numberGroup, SetId set, String name) {
    String rest = matcher.group(numberGroup + 2);
    if (rest != null && (rest.equals(".p") || rest.startsWith(".p."))) {
      return Optional.empty();
    }
    String number = matcher.group(numberGroup);
    var packaging = Packaging.ofName(name);
    String type = matcher.group(1) + "/" + matcher.group(numberGroup + 1);
    ArchiveName result =
        switch (type) {
          case "df/dt", "di/dt" -> volume(set, number, packaging);
          case "df/m", "di/m" -> number == null ? new ArchiveName.Manifest(set, packaging) : null;
          case "dfs/st", "dns/st" ->
              number == null ? new ArchiveName.Signatures(set, packaging) : null;
          case "dfst/jst", "dist/jst" ->
              number == null ? new ArchiveName.Statistics(set, packaging) : null;
          default -> null;
        };
    return Optional.ofNullable(result);
  }

  private static ArchiveName.@Nullable Volume volume(
      SetId set, @Nullable String number, Packaging packaging) {
    if (number == null) {
      return null;
    }
    long value = Long.parseLong(number, 36);
    return value < 1 || value > Integer.MAX_VALUE
        ? null
        : new ArchiveName.Volume(set, (int) value, packaging);
  }

  private static Optional<BackupTime> time(String base36) {
    try {
      return Optional.of(new BackupTime(Long.parseLong(base36, 36)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
