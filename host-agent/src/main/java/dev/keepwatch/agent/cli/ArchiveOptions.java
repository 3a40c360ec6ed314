package dev.keepwatch.agent.cli;

import dev.keepwatch.format.naming.NamePrefixes;
import dev.keepwatch.format.naming.NamingScheme;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Options about the names in an archive, and about its cache.
final class ArchiveOptions {

  @Option(
      names = "--file-prefix",
      paramLabel = "TEXT",
      description = "What all names in the archive begin with.")
  String prefix = "";

  @Option(
      names = "--file-prefix-manifest",
      paramLabel = "TEXT",
      description = "What stands between that and the names of manifests.")
  String manifestPrefix = "";

  @Option(
      names = "--file-prefix-archive",
      paramLabel = "TEXT",
      description = "The same for volumes.")
  String volumePrefix = "";

  @Option(
      names = "--file-prefix-signature",
      paramLabel = "TEXT",
      description = "The same for signatures.")
  String signaturePrefix = "";

  @Option(
      names = "--file-prefix-jsonstat",
      paramLabel = "TEXT",
      description = "The same for statistics.")
  String statisticsPrefix = "";

  @Option(
      names = "--metadata-sync-mode",
      paramLabel = "MODE",
      description =
          "Accepted, partial or full: what a run needs comes into the cache, and nothing else.")
  Optional<String> syncMode = Optional.empty();

  @Option(
      names = "--archive-dir",
      paramLabel = "DIR",
      description =
          "Where the caches of archives are; else in $XDG_CACHE_HOME/keepwatch or"
              + " ~/.cache/keepwatch.")
  Optional<String> cacheRoot = Optional.empty();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The name of this archive's cache; else one that is computed from the URL.")
  Optional<String> cacheName = Optional.empty();

  /// @throws UsageException if it is a word that nobody knows
  void check() throws UsageException {
    if (syncMode.isPresent() && !syncMode.get().matches("full|partial")) {
      throw new UsageException("--metadata-sync-mode is full or partial");
    }
  }

  NamingScheme names() {
    return names(prefix);
  }

  /// The names behind another common prefix.
  NamingScheme names(String common) {
    return NamingScheme.withPrefixes(
        new NamePrefixes(common, volumePrefix, manifestPrefix, signaturePrefix, statisticsPrefix));
  }
}
