package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.Digests;
import dev.keepwatch.agent.archive.SealedOutput;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.DurableFile;
import dev.keepwatch.agent.delta.ChangeSequence;
import dev.keepwatch.agent.signatures.SignatureArchiveWriter;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.volume.ManifestDraft;
import dev.keepwatch.agent.volume.SealedVolume;
import dev.keepwatch.agent.volume.SetPacker;
import dev.keepwatch.agent.volume.VolumePacker;
import dev.keepwatch.format.manifest.Binding;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.Packaging;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Writes the files of one set to storage: volumes, then signatures, then the manifest.
final class SetWriter {

  /// Volumes that may wait to be stored while the next is packed.
  static final int UPLOADS_IN_FLIGHT = 2;

  private static final int BUFFER = 64 * 1024;

  private final Archive archive;
  private final ArchiveCache cache;
  private final SetId set;
  private final Optional<String> parentDigest;
  private final BackupRequest request;
  private final BackupListener listener;
  private final LongAdder storedVolumes = new LongAdder();
  private final LongAdder storedBytes = new LongAdder();

  /// Whether the manifest may have reached the archive; from then on the cache must remember the
  /// set.
  private boolean mayBeStored;

  /// @param parentDigest the number that stands for the set that this one continues
  SetWriter(
      Archive archive,
      ArchiveCache cache,
      SetId set,
      Optional<String> parentDigest,
      BackupRequest request,
      BackupListener listener) {
    this.archive = archive;
    this.cache = cache;
    this.set = set;
    this.parentDigest = parentDigest;
    this.request = request;
    this.listener = listener;
  }

  /// What was written.
  record Written(SetPacker packer, long storedBytes, int volumes) {

    /// Whether nothing was stored, because nothing has changed.
    boolean isSkipped() {
      return volumes == 0;
    }
  }

  /// Makes the statistics that are stored beside the set.
  @FunctionalInterface
  interface Statistics {
    String of(Written written);
  }

  /// Packs and stores all changes. Returns when the manifest is stored and the cache knows the set.
  Written write(ChangeSequence changes, Spool spool, Statistics statistics) throws IOException {
    boolean listed = request.details().changedFilesListed();
    try (var manifest = new ManifestDraft(request.hostName(), request.sourceName(), listed, spool);
        var uploads = new UploadQueue(UPLOADS_IN_FLIGHT, volume -> store(volume))) {
      var packer = pack(changes, manifest, uploads, spool);
      if (isPointless(packer)) {
        return new Written(packer, 0, 0);
      }
      uploads.drain();
      checkAllStored(manifest);
      var written = new Written(packer, storedBytes.sum(), manifest.volumeCount());
      storeSignatures(manifest, spool);
      if (request.details().statisticsStored()) {
        storeStatistics(statistics.of(written), spool);
      }
      storeManifest(manifest, spool);
      cache.commit(set);
      return written;
    } finally {
      if (!mayBeStored) {
        cache.discard(set);
      }
    }
  }

  /// Whether somebody said that it need not be stored. No volume has been begun then: only entries
  /// that changed are packed.
  private boolean isPointless(SetPacker packer) {
    return request.details().skippedUnchanged()
        && set instanceof SetId.Incremental
        && packer.tally().deltaEntries() == 0;
  }

  /// The cache must know what is stored even if the machine stops right after.
  private void keep(ManifestDraft manifest, Binding binding) throws IOException {
    try (var file = DurableFile.create(cache.unstoredManifest(set))) {
      manifest.writeTo(file.sink(), binding);
      file.finish();
    }
  }

  private void checkAllStored(ManifestDraft manifest) {
    if (storedVolumes.sum() != manifest.volumeCount()) {
      throw new IllegalStateException(
          "%d volumes were made and %d are stored"
              .formatted(manifest.volumeCount(), storedVolumes.sum()));
    }
  }

  private SetPacker pack(
      ChangeSequence changes, ManifestDraft manifest, UploadQueue uploads, Spool spool)
      throws IOException {
    Packaging packaging = archive.envelopes().forNewFiles();
    var form =
        new VolumePacker.Form(
            archive.envelopes().of(packaging),
            request.volumeSizeBytes(),
            packaging == Packaging.OPENPGP);
    var volumes =
        new VolumePacker(
            form,
            spool,
            volume -> {
              manifest.volume(volume.entry());
              uploads.accept(volume);
            });
    try (volumes;
        var sums = DurableFile.create(cache.unstoredSignatures(set));
        var gzip = new GZIPOutputStream(sums.sink(), BUFFER)) {
      var signatures = new SignatureArchiveWriter(gzip);
      var packer =
          new SetPacker(
              volumes, signatures, manifest, listener, spool, request.details().blockLength());
      for (var change = changes.next(); change != null; change = changes.next()) {
        packer.pack(change);
        listener.progress(change, packer.tally().sourceFileSize());
      }
      if (isPointless(packer)) {
        return packer;
      }
      signatures.finish();
      volumes.finish();
      gzip.finish();
      sums.finish();
      return packer;
    }
  }

  private void store(SealedVolume volume) throws IOException {
    var name =
        new ArchiveName.Volume(set, volume.entry().number(), archive.envelopes().forNewFiles());
    archive.store(name, volume.file(), Map.of());
    storedVolumes.increment();
    storedBytes.add(volume.sizeBytes());
    listener.stored(archive.names().format(name), volume.sizeBytes());
  }

  /// The manifest speaks of them, so it is written when they are sealed and before they are stored.
  private void storeSignatures(ManifestDraft manifest, Spool spool) throws IOException {
    var name = new ArchiveName.Signatures(set, archive.envelopes().forNewFiles());
    var digest = Digests.sha256();
    Path sealed =
        seal(
            name,
            spool,
            sink -> {
              try (InputStream sums =
                  new DigestInputStream(
                      new GZIPInputStream(
                          Files.newInputStream(cache.unstoredSignatures(set)), BUFFER),
                      digest)) {
                sums.transferTo(sink);
              }
            });
    keep(manifest, new Binding(set, Digests.hex(digest), parentDigest));
    store(name, sealed, Map.of());
  }

  private void storeStatistics(String text, Spool spool) throws IOException {
    var name = new ArchiveName.Statistics(set, archive.envelopes().forNewFiles());
    store(
        name,
        seal(name, spool, sink -> sink.write(text.getBytes(StandardCharsets.UTF_8))),
        Map.of());
  }

  private void storeManifest(ManifestDraft manifest, Spool spool) throws IOException {
    var name = new ArchiveName.Manifest(set, archive.envelopes().forNewManifests());
    var metadata =
        Map.of(
            "keepwatch-volumes", Integer.toString(manifest.volumeCount()),
            "keepwatch-bytes", Long.toString(storedBytes.sum()));
    Path sealed = seal(name, spool, sink -> Files.copy(cache.unstoredManifest(set), sink));
    mayBeStored = true;
    try {
      store(name, sealed, metadata);
    } catch (StorageException e) {
      // Another writer's set of the same second: ours does not exist.
      mayBeStored = e.reason() != StorageException.Reason.EXISTS;
      throw e;
    }
  }

  private Path seal(ArchiveName name, Spool spool, Content content) throws IOException {
    Path file = spool.file(archive.names().format(name));
    try (var output = new SealedOutput(file, archive.envelopes().of(name.packaging()))) {
      content.writeTo(output);
    }
    return file;
  }

  private void store(ArchiveName name, Path sealed, Map<String, String> metadata)
      throws IOException {
    archive.store(name, sealed, metadata);
    Files.deleteIfExists(sealed);
  }

  @FunctionalInterface
  private interface Content {
    void writeTo(OutputStream sink) throws IOException;
  }
}
