package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.DurableFile;
import dev.keepwatch.agent.delta.ChangeSequence;
import dev.keepwatch.agent.digest.Digests;
import dev.keepwatch.agent.journal.Checkpoint;
import dev.keepwatch.agent.journal.PackingState;
import dev.keepwatch.agent.journal.UnfinishedSet;
import dev.keepwatch.agent.program.Program;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.Turn;
import dev.keepwatch.agent.volume.ManifestDraft;
import dev.keepwatch.agent.volume.SealedVolume;
import dev.keepwatch.agent.volume.SetPacker;
import dev.keepwatch.agent.volume.VolumeReceiver;
import dev.keepwatch.format.manifest.Binding;
import dev.keepwatch.format.manifest.SetMetadata;
import dev.keepwatch.format.naming.SetId;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Writes the files of one set to storage: volumes, then signatures, then the manifest.
///
/// Before a sealed file may reach the storage the journal knows it, so that a run that is killed
/// here can be continued.
final class SetWriter {

  private static final int BUFFER = 64 * 1024;

  private final Archive archive;
  private final ArchiveCache cache;
  private final Progress progress;
  private final SetId set;
  private final Optional<String> parentDigest;
  private final BackupRequest request;
  private final CountingListener listener;
  private final LongAdder storedVolumes = new LongAdder();
  private final LongAdder storedBytes = new LongAdder();

  /// @param progress how far the set is already
  /// @param parentDigest the number that stands for the set that this one continues
  SetWriter(
      Archive archive,
      ArchiveCache cache,
      Progress progress,
      Optional<String> parentDigest,
      BackupRequest request,
      CountingListener listener) {
    this.archive = archive;
    this.cache = cache;
    this.progress = progress;
    this.set = progress.state().set();
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
  ///
  /// @param unfinished the set's journal; it is closed
  Written write(
      ChangeSequence changes, UnfinishedSet unfinished, Spool spool, Statistics statistics)
      throws IOException {
    boolean committed = false;
    try (unfinished) {
      var written = writeAll(changes, unfinished, spool, statistics);
      committed = !written.isSkipped();
      return written;
    } finally {
      if (committed) {
        cache.commit(set);
      } else if (!unfinished.isWorthKeeping()) {
        cache.discard();
      }
    }
  }

  private Written writeAll(
      ChangeSequence changes, UnfinishedSet unfinished, Spool spool, Statistics statistics)
      throws IOException {
    var files = new SetFiles(archive, set, spool, unfinished);
    var manifest = manifest(unfinished);
    try (var uploads = uploads(files)) {
      for (var volume : progress.waiting()) {
        uploads.accept(volume);
      }
      VolumeReceiver receiver =
          volume -> {
            manifest.volume(volume.entry());
            uploads.accept(volume);
          };
      var packer =
          new Packing(archive, request, progress, listener, files, unfinished, manifest, spool)
              .pack(changes, receiver, this::isPointless);
      if (isPointless(packer)) {
        return new Written(packer, 0, 0);
      }
      uploads.drain();
      checkAllStored(manifest);
      var written = new Written(packer, storedBytes.sum(), manifest.volumeCount());
      storeSignatures(manifest, unfinished, files);
      if (request.details().statisticsStored() && !progress.statisticsStored()) {
        storeStatistics(statistics.of(written), files);
      }
      storeManifest(metadata(written), unfinished, files);
      return written;
    }
  }

  private UploadQueue uploads(SetFiles files) {
    return new UploadQueue(request.uploadsInFlight(), (volume, turn) -> store(volume, files, turn));
  }

  private ManifestDraft manifest(UnfinishedSet unfinished) {
    var manifest =
        request.manifest(
            unfinished.list(), progress.packing().map(PackingState::listed).orElse(0L));
    progress.state().volumes().stream().map(Checkpoint::entry).forEach(manifest::volume);
    for (var volume : progress.storedVolumes()) {
      storedVolumes.increment();
      storedBytes.add(volume.sizeBytes());
    }
    return manifest;
  }

  /// Whether somebody said that it need not be stored. No volume has been begun then: only entries
  /// that changed are packed.
  private boolean isPointless(SetPacker packer) {
    return request.details().skippedUnchanged()
        && set instanceof SetId.Incremental
        && packer.tally().deltaEntries() == 0;
  }

  private void checkAllStored(ManifestDraft manifest) {
    if (storedVolumes.sum() != manifest.volumeCount()) {
      throw new IllegalStateException(
          "%d volumes were made and %d are stored"
              .formatted(manifest.volumeCount(), storedVolumes.sum()));
    }
  }

  private void store(SealedVolume volume, SetFiles files, Turn turn) throws IOException {
    var name = files.name(volume);
    files.store(name, volume.file(), Map.of(), turn);
    storedVolumes.increment();
    storedBytes.add(volume.sizeBytes());
    listener.stored(files.nameOf(name), volume.sizeBytes());
  }

  /// The manifest speaks of them, so it is written when they are sealed and before they are stored.
  private void storeSignatures(ManifestDraft manifest, UnfinishedSet unfinished, SetFiles files)
      throws IOException {
    var name = files.signatures();
    if (progress.state().signatures().isEmpty()) {
      unfinished.sync();
      var digest = Digests.sha256();
      var sealed = files.seal(name, sink -> copySignatures(digest, sink));
      keep(manifest, new Binding(set, Digests.hex(digest), parentDigest), unfinished);
      files.keep(name);
      unfinished.sealed(sealed);
      files.store(name, files.file(name), Map.of());
    } else if (progress.sealedSignatures().isPresent()) {
      files.store(name, progress.sealedSignatures().get(), Map.of());
    }
  }

  private void copySignatures(MessageDigest digest, OutputStream sink) throws IOException {
    var file = Files.newInputStream(cache.unstored().signatures(set));
    try (file;
        InputStream sums = new DigestInputStream(new GZIPInputStream(file, BUFFER), digest)) {
      sums.transferTo(sink);
    } catch (ZipException | EOFException e) {
      throw new GivenUpException("its signatures were damaged in the local cache");
    }
  }

  /// The cache must know what is stored even if the machine stops right after.
  private void keep(ManifestDraft manifest, Binding binding, UnfinishedSet unfinished)
      throws IOException {
    try (var file = DurableFile.create(cache.unstored().draft(set))) {
      manifest.writeTo(file.sink(), binding, unfinished.listFile());
      file.finish();
    }
  }

  private void storeStatistics(String text, SetFiles files) throws IOException {
    var name = files.statistics();
    files.seal(name, sink -> sink.write(text.getBytes(StandardCharsets.UTF_8)));
    files.store(name, files.file(name), Map.of());
  }

  private Map<String, String> metadata(Written written) {
    return new SetMetadata(
            OptionalLong.of(written.volumes()),
            OptionalLong.of(written.storedBytes()),
            OptionalLong.of(written.packer().tally().sourceFiles()),
            OptionalLong.of(listener.errors()))
        .entries(Program.version());
  }

  private void storeManifest(Map<String, String> metadata, UnfinishedSet unfinished, SetFiles files)
      throws IOException {
    var name = files.manifest();
    if (!Files.exists(cache.unstored().manifest(set))) {
      cache.unstored().announce(set);
    }
    files.seal(name, sink -> Files.copy(cache.unstored().manifest(set), sink));
    try {
      files.store(name, files.file(name), metadata);
    } catch (StorageException e) {
      if (e.reason() == StorageException.Reason.EXISTS) {
        // Another writer's set of the same second: ours does not exist.
        unfinished.abandon();
      }
      throw e;
    }
  }
}
