package dev.keepwatch.agent.cache;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Content;
import dev.keepwatch.agent.archive.LineSplitter;
import dev.keepwatch.agent.digest.Digests;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/// Brings into the cache what a run needs and the cache does not have.
public final class CacheSync {

  private final Archive archive;
  private final ArchiveCache cache;
  private final Consumer<String> notices;

  /// @param notices is told each file that is brought in
  public CacheSync(Archive archive, ArchiveCache cache, Consumer<String> notices) {
    this.archive = archive;
    this.cache = cache;
    this.notices = notices;
  }

  /// Afterwards the cache has the manifests of these sets.
  ///
  /// @throws ArchiveException if a set has no manifest
  public void manifests(Collection<BackupSet> sets) throws IOException {
    for (var set : sets) {
      if (!cache.hasManifest(set.id())) {
        renewManifest(set);
      }
    }
  }

  /// Afterwards the cache has the manifest that is in the archive, in place of what it may have
  /// had.
  ///
  /// @throws ArchiveException if there is none
  public void renewManifest(BackupSet set) throws IOException {
    var stored = set.manifest().orElseThrow(() -> lacking(set, "manifest", Reason.MANIFEST));
    copy(stored, cache.layout().manifest(set.id()), file -> readManifest(stored, file));
  }

  /// Afterwards the cache has the signatures of these sets.
  ///
  /// @throws ArchiveException if a set has none
  public void signatures(Collection<BackupSet> sets) throws IOException {
    for (var set : sets) {
      if (!cache.hasSignatures(set.id())) {
        var stored =
            set.signatures().orElseThrow(() -> lacking(set, "signatures", Reason.NO_SIGNATURES));
        bringSignatures(set.id(), stored);
      }
    }
  }

  private void readManifest(StoredFile stored, OutputStream file) throws IOException {
    try (var lines = new LineSplitter(file::write)) {
      archive.read(stored, lines);
    } catch (LineSplitter.LongLineException e) {
      throw new ArchiveException(
          Reason.MANIFEST, "%s is no manifest: %s".formatted(stored.name(), e.getMessage()), e);
    }
  }

  private static ArchiveException lacking(BackupSet set, String what, Reason reason) {
    return new ArchiveException(
        reason, "the %s has no %s in the archive".formatted(set.id(), what));
  }

  private void bringSignatures(SetId set, StoredFile stored) throws IOException {
    var expected = cache.boundSignatures(set);
    copy(
        stored,
        cache.layout().signatures(set),
        file -> {
          var gzip = new GZIPOutputStream(file, 64 * 1024);
          readSignatures(set, stored, expected, gzip);
          gzip.finish();
        });
  }

  /// Reads signatures, and sees that they are those that the manifest speaks of.
  private void readSignatures(
      SetId set, StoredFile stored, Optional<String> expected, OutputStream sink)
      throws IOException {
    var digested = new DigestOutputStream(sink, Digests.sha256());
    archive.read(stored, digested);
    String found = Digests.hex(digested.getMessageDigest());
    if (expected.isPresent() && !expected.get().equals(found)) {
      throw new ArchiveException(
          Reason.MANIFEST,
          "%s is not what the manifest of the %s was written for: it was replaced or altered"
              .formatted(stored.name(), set));
    }
  }

  private void copy(StoredFile stored, Path to, Content content) throws IOException {
    notices.accept("Copying " + stored.name() + " to the local cache.");
    Path incoming = IncomingFiles.incoming(to);
    try {
      DurableFile.write(incoming, content);
      Files.move(incoming, to, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(incoming);
    }
  }

  /// Reads the stored manifest of a set, whatever the cache has; afterwards the cache has it.
  ///
  /// @throws ArchiveException if there is none, or the cache remembers another
  public void proveManifest(BackupSet set) throws IOException {
    if (cache.hasManifest(set.id())) {
      compareManifest(set);
    } else {
      manifests(List.of(set));
    }
  }

  /// Reads the stored signatures of a set to their end, past the cache.
  ///
  /// @throws ArchiveException if there are none
  public void proveSignatures(BackupSet set) throws IOException {
    var stored =
        set.signatures().orElseThrow(() -> lacking(set, "signatures", Reason.NO_SIGNATURES));
    var expected = cache.boundSignatures(set.id());
    readSignatures(set.id(), stored, expected, OutputStream.nullOutputStream());
  }

  /// Compares the stored manifest of a set with the cached one, which proves also that the archive
  /// can be read.
  ///
  /// @throws ArchiveException if they differ
  public void compareManifest(BackupSet set) throws IOException {
    var stored = set.manifest().orElseThrow(() -> lacking(set, "manifest", Reason.MANIFEST));
    Path copy = cache.incoming(set.id()).manifest();
    try {
      DurableFile.write(copy, file -> readManifest(stored, file));
      if (Files.mismatch(copy, cache.layout().manifest(set.id())) >= 0) {
        throw new ArchiveException(
            Reason.MANIFESTS_DIFFER,
            "%s is not the manifest that the local cache %s remembers: another program wrote here, or the archive was altered"
                .formatted(stored.name(), cache.directory()));
      }
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /// Forgets sets that are no longer in the archive, once newer ones are.
  public void forgetRemoved(Catalog stored) throws IOException {
    var oldest = stored.chains().stream().map(chain -> chain.start()).min((a, b) -> a.compareTo(b));
    if (oldest.isEmpty()) {
      return;
    }
    for (var chain : cache.catalog().chains()) {
      if (chain.end().isBefore(oldest.get())) {
        for (var set : chain.sets()) {
          cache.drop(set.id());
        }
      }
    }
  }
}
