package dev.keepwatch.agent.adoption;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.Chain;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether a set without manifest and signatures, of which this host has no journal, can be taken
/// over, as far as the listing tells.
///
/// @param names what files of the archive are called
/// @param packaging how this run wraps its files
/// @param longestPause after which nothing is continued any more
public record AdoptionRule(NamingScheme names, Packaging packaging, Duration longestPause) {

  /// As long a run that nobody here knows of may still be going on, between two volumes.
  static final Duration STILLNESS = Duration.ofHours(12);

  /// What speaks against it.
  ///
  /// @param notes whether duplicity's own notes of the set lie in the local cache: it ran here, and
  ///   since the cache is ours now, it runs no more
  public Optional<String> obstacle(BackupSet set, Catalog catalog, boolean notes, Instant now) {
    if (catalog.newestTime().filter(set.time()::isBefore).isPresent()) {
      return Optional.of("another run has written to the archive since");
    }
    if (!areContiguous(set)) {
      return Optional.of("its volumes are not there from the first on, each once");
    }
    if (!areNamedAsOurs(set)) {
      return Optional.of("its volumes are wrapped or named in another way than this run does it");
    }
    if (set.id() instanceof SetId.Incremental(var from, var to)
        && catalog.newestChain().map(Chain::end).filter(from::equals).isEmpty()) {
      return Optional.of("it builds on another backup than a new one would");
    }
    return tooOldOrTooNew(set, notes, now);
  }

  private Optional<String> tooOldOrTooNew(BackupSet set, boolean notes, Instant now) {
    if (set.lastModified().plus(longestPause).isBefore(now)) {
      return Optional.of(
          "nothing was stored of it since %s, which is more than %d days"
              .formatted(set.lastModified(), longestPause.toDays()));
    }
    if (!notes && set.lastModified().plus(STILLNESS).isAfter(now)) {
      return Optional.of(
          "this host knows nothing of its run, which may be going on elsewhere: something was stored at %s, less than %d hours ago"
              .formatted(set.lastModified(), STILLNESS.toHours()));
    }
    return Optional.empty();
  }

  private boolean areContiguous(BackupSet set) {
    return set.highestVolume() > 0
        && set.missingVolumes().isEmpty()
        && set.fileNames().filter(this::isVolume).count() == set.volumeCount();
  }

  private boolean isVolume(String name) {
    return names.parse(name).filter(ArchiveName.Volume.class::isInstance).isPresent();
  }

  private boolean areNamedAsOurs(BackupSet set) {
    for (int number = 1; number <= set.highestVolume(); number++) {
      String ours = names.format(new ArchiveName.Volume(set.id(), number, packaging));
      if (set.volumeName(number).filter(ours::equals).isEmpty()) {
        return false;
      }
    }
    return true;
  }
}
