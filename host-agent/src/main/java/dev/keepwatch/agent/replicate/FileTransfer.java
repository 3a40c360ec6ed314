package dev.keepwatch.agent.replicate;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Content;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings single files of a set over, one at a time; the spool never holds more than it twice.
final class FileTransfer {

  private final Archive source;
  private final Archive destination;
  private final Spool spool;
  private final ReplicateListener listener;
  private final Set<String> present;
  private long largest;
  private long files;
  private long bytes;

  /// @param present names that the destination has already of this set
  /// @param expectedBytes how large a file may be at least
  FileTransfer(
      Archive source,
      Archive destination,
      Spool spool,
      ReplicateListener listener,
      Set<String> present,
      long expectedBytes) {
    this.source = source;
    this.destination = destination;
    this.spool = spool;
    this.listener = listener;
    this.present = Set.copyOf(present);
    this.largest = expectedBytes;
  }

  long files() {
    return files;
  }

  long bytes() {
    return bytes;
  }

  /// Copies a file as it is.
  ///
  /// @param digest what it must have, if that is known
  /// @param provable whether it can be opened, to see that it is sound
  void copy(String fileName, ArchiveName to, Optional<VolumeHash> digest, boolean provable)
      throws IOException {
    checkSpace(1);
    Path file = spool.file("copy");
    try {
      bringIn(fileName, digest, file);
      if (provable) {
        source.prove(fileName, file);
      }
      store(to, file, Map.of());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// Opens a volume and seals it anew.
  ///
  /// @return its digest then
  VolumeHash reseal(String fileName, ArchiveName to, VolumeHash digest) throws IOException {
    checkSpace(2);
    Path file = spool.file("opened");
    try {
      bringIn(fileName, Optional.of(digest), file);
      return seal(
          to,
          Map.of(),
          sink -> {
            try (var content = source.openFetched(fileName, file)) {
              content.transferTo(sink);
            }
          });
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// Seals content as a file of the destination.
  ///
  /// @return its digest
  VolumeHash seal(ArchiveName to, Map<String, String> metadata, Content content)
      throws IOException {
    Path file = spool.file("sealed");
    try {
      var sealed = destination.seal(to, file, content);
      store(to, file, metadata);
      return VolumeHash.sha1(sealed.sha1Hex());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void bringIn(String fileName, Optional<VolumeHash> digest, Path file) throws IOException {
    if (digest.isPresent()) {
      source.fetchSealed(fileName, digest.get(), file);
    } else {
      try (var stored = source.storage().read(fileName)) {
        Files.copy(stored, file);
      }
    }
    largest = Math.max(largest, Files.size(file));
  }

  /// Stores a file, unless an earlier run has done so.
  private void store(ArchiveName to, Path file, Map<String, String> metadata) throws IOException {
    String name = destination.names().format(to);
    if (present.contains(name)) {
      if (!destination.holds(to, file)) {
        throw different(name);
      }
    } else {
      destination.store(to, file, metadata);
      files++;
      bytes += Files.size(file);
    }
    listener.stored(name, Files.size(file));
  }

  private StorageException different(String name) {
    return new StorageException(
        StorageException.Reason.EXISTS,
        "%s is in %s already, and is another file than the one to be stored; nothing is overwritten. If it is from a run that broke off, delete it there and run again"
            .formatted(name, destination.storage().location()));
  }

  private void checkSpace(int copies) throws IOException {
    if (spool.freeBytes() / copies < largest) {
      throw new ArchiveException(
          Reason.NO_SPACE,
          "%s has room for %d MB, and files of %d MB are to be copied: point TMPDIR (or --tempdir) elsewhere"
              .formatted(
                  spool.directory().getParent(), spool.freeBytes() >> 20, copies * largest >> 20));
    }
  }

  /// How a file will be wrapped in the destination.
  ///
  /// @param manifest whether it is a manifest, which is never only compressed
  Packaging packaging(Packaging stored, boolean manifest, boolean reseal) {
    if (stored == Packaging.OPENPGP && !reseal) {
      return Packaging.OPENPGP;
    }
    return manifest
        ? destination.envelopes().forNewManifests()
        : destination.envelopes().forNewFiles();
  }
}
