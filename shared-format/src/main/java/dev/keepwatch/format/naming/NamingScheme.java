package dev.keepwatch.format.naming;

import java.util.Optional;

/// The names of an archive's files: file name ↔ [ArchiveName] (FORMAT.md §1).
///
/// Written are the current long names. Read are also the short names and those of
/// `--old-filenames`, since archives that hold them are still around. A name that is not understood
/// belongs to somebody else and is ignored; that includes names with impossible times.
public final class NamingScheme {

  private static final NamingScheme STANDARD = new NamingScheme(NamePrefixes.NONE, false);
  private static final NamingScheme ANY_PREFIX = new NamingScheme(NamePrefixes.NONE, true);

  private final NamePrefixes prefixes;
  private final boolean anyPrefix;

  private NamingScheme(NamePrefixes prefixes, boolean anyPrefix) {
    this.prefixes = prefixes;
    this.anyPrefix = anyPrefix;
  }

  /// Names without prefixes.
  public static NamingScheme standard() {
    return STANDARD;
  }

  /// Names behind known prefixes.
  public static NamingScheme withPrefixes(NamePrefixes prefixes) {
    return prefixes.equals(NamePrefixes.NONE) ? STANDARD : new NamingScheme(prefixes, false);
  }

  /// For a reader who was not told the prefixes: whatever stands before a long name is passed over.
  /// Archives that share a directory by different prefixes are then seen as one.
  public static NamingScheme behindAnyPrefix() {
    return ANY_PREFIX;
  }

  /// The name under which a file of an archive is stored.
  public String format(ArchiveName name) {
    return prefixes.of(name) + stem(name) + kind(name) + name.packaging().suffix();
  }

  private static String stem(ArchiveName name) {
    boolean signatures = name instanceof ArchiveName.Signatures;
    return switch (name.set()) {
      case SetId.Full(var time) -> "duplicity-full" + (signatures ? "-signatures." : ".") + time;
      case SetId.Incremental(var from, var time) ->
          (signatures ? "duplicity-new-signatures." : "duplicity-inc.") + from + ".to." + time;
    };
  }

  private static String kind(ArchiveName name) {
    return switch (name) {
      case ArchiveName.Volume volume -> ".vol" + volume.number() + ".difftar";
      case ArchiveName.Manifest manifest -> ".manifest";
      case ArchiveName.Signatures signatures -> ".sigtar";
      case ArchiveName.Statistics statistics -> ".jsonstat";
    };
  }

  /// What a stored file is, if it is part of an archive.
  public Optional<ArchiveName> parse(String fileName) {
    if (anyPrefix) {
      return ShortNames.parse(fileName).or(() -> LongNames.find(fileName));
    }
    return parseBehind(prefixes, fileName);
  }

  private static Optional<ArchiveName> parseBehind(NamePrefixes prefixes, String fileName) {
    if (!fileName.startsWith(prefixes.common())) {
      return Optional.empty();
    }
    String rest = fileName.substring(prefixes.common().length());
    return parseKind(rest, prefixes.volume(), ArchiveName.Volume.class)
        .or(() -> parseKind(rest, prefixes.manifest(), ArchiveName.Manifest.class))
        .or(() -> parseKind(rest, prefixes.signatures(), ArchiveName.Signatures.class))
        .or(() -> parseKind(rest, prefixes.statistics(), ArchiveName.Statistics.class));
  }

  private static Optional<ArchiveName> parseKind(
      String name, String prefix, Class<? extends ArchiveName> kind) {
    if (!name.startsWith(prefix)) {
      return Optional.empty();
    }
    String bare = name.substring(prefix.length());
    return ShortNames.parse(bare).or(() -> LongNames.parse(bare)).filter(kind::isInstance);
  }
}
