package dev.keepwatch.agent.cache;

import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What duplicity notes in the cache of a set that it has not finished (FORMAT.md §8).
///
/// @param directory the cache
/// @param names what its files are called
public record PeerNotes(Path directory, NamingScheme names) {

  /// Behind the name of what duplicity has made and not yet stored.
  static final String PART = ".part";

  /// Whether there are any of the set: duplicity has written it with this cache.
  public boolean tellOf(SetId set) {
    return Files.exists(manifestFile(set));
  }

  /// The manifest as far as it had come, if it can be understood.
  public Optional<Manifest> manifest(SetId set) {
    try {
      return Optional.of(new CachedManifest(set, manifestFile(set)).read());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Lets go of all notes but those of one set.
  void dropAllBut(Optional<SetId> kept) throws IOException {
    for (Path file : ArchiveCache.filesLike(directory, "*" + PART)) {
      String name = String.valueOf(file.getFileName());
      var set = names.parse(name.substring(0, name.length() - PART.length()));
      if (set.map(ArchiveName::set).filter(one -> kept.equals(Optional.of(one))).isEmpty()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /// Lets go of all notes.
  public void drop() throws IOException {
    dropAllBut(Optional.empty());
  }

  private Path manifestFile(SetId set) {
    return directory.resolve(names.format(new ArchiveName.Manifest(set, Packaging.PLAIN)) + PART);
  }
}
