package dev.keepwatch.agent.cache;

import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.NamingScheme;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// What duplicity notes in the cache of a set that it has not finished (FORMAT.md §8).
///
/// @param directory the cache
/// @param names what its files are called
public record PeerNotes(Path directory, NamingScheme names) {

  /// Behind the name of what duplicity has made and not yet stored.
  static final String PART = ".part";

  /// What our caches and duplicity's lie in, beside each other, unless somebody says otherwise.
  private static final String OURS = "keepwatch";

  private static final String THEIRS = "duplicity";

  /// Whether there are any of the set, and the run that made them is over: duplicity wrote it with
  /// this cache, which is locked by us, or with its own of the same archive, which nobody locks.
  public boolean tellOf(SetId set) throws IOException {
    return Files.exists(in(directory, set))
        || Files.exists(in(theirDirectory(), set)) && isOver(theirDirectory());
  }

  /// Where duplicity has its cache of the same archive by default; here again where it cannot be
  /// known.
  private Path theirDirectory() {
    Path all = directory.getParent();
    return all != null && all.endsWith(OURS)
        ? all.resolveSibling(THEIRS).resolve(String.valueOf(directory.getFileName()))
        : directory;
  }

  /// A lock that cannot be looked at may be held. Our own is not looked at, which would let go of
  /// it.
  private boolean isOver(Path cache) throws IOException {
    if (Files.isSameFile(cache, directory)) {
      return true;
    }
    Path file = cache.resolve(CacheLock.FILE);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        var lock = channel.tryLock()) {
      return lock != null;
    } catch (AccessDeniedException | OverlappingFileLockException e) {
      return false;
    }
  }

  /// The manifest as far as it had come, if it can be understood.
  public Optional<Manifest> manifest(SetId set) {
    try {
      Path here = in(directory, set);
      Path file = Files.exists(here) ? here : in(theirDirectory(), set);
      return Optional.of(new CachedManifest(set, file).read());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Lets go of all notes but those of one set.
  void dropAllBut(Optional<SetId> kept) throws IOException {
    for (Path file : CacheLayout.filesLike(directory, "*" + PART)) {
      String name = String.valueOf(file.getFileName());
      var set = names.parse(name.substring(0, name.length() - PART.length()));
      if (set.map(ArchiveName::set).filter(one -> kept.equals(Optional.of(one))).isEmpty()) {
        Files.deleteIfExists(file);
      }
    }
  }

  /// Lets go of all notes in this cache; those in its own are duplicity's.
  public void drop() throws IOException {
    dropAllBut(Optional.empty());
  }

  private Path in(Path cache, SetId set) {
    return cache.resolve(names.format(new ArchiveName.Manifest(set, Packaging.PLAIN)) + PART);
  }
}
