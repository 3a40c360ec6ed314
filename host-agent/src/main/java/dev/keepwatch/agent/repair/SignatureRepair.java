package dev.keepwatch.agent.repair;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.cache.DurableFile;
import dev.keepwatch.agent.history.EntrySums;
import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.agent.history.NewestSetTree;
import dev.keepwatch.agent.history.VolumeSource;
import dev.keepwatch.agent.rsync.BlockLength;
import dev.keepwatch.agent.signatures.SignatureArchiveReader;
import dev.keepwatch.agent.signatures.SignatureArchiveWriter;
import dev.keepwatch.agent.signatures.SignatureDamageException;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.repair.Repair;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Brings a set's signatures back: the same entries, and of each file the sums, as a backup writes
/// them.
final class SignatureRepair {

  private static final int BUFFER = 64 * 1024;

  private final Archive archive;
  private final ArchiveCache cache;
  private final Spool spool;
  private final RepairListener listener;
  private final RebuiltFiles files;

  SignatureRepair(
      Archive archive,
      ArchiveCache cache,
      Spool spool,
      RepairListener listener,
      RebuiltFiles files) {
    this.archive = archive;
    this.cache = cache;
    this.spool = spool;
    this.listener = listener;
    this.files = files;
  }

  /// @return the name of the file that is back
  String run(Repair repair, BlockLength blockLength) throws IOException {
    var set = repair.set();
    if (isRemembered(set)) {
      return files.storeSignatures(sink -> {
        try (var sums = cache.signatures(set.id())) {
          sums.transferTo(sink);
        }
      });
    }
    try {
      rebuild(repair, blockLength);
      requireBound(set);
      String name = store(set);
      cache.incoming(set.id()).adopt();
      return name;
    } finally {
      cache.incoming(set.id()).drop();
    }
  }

  /// Where the manifest tells which signatures were stored, others are not.
  private void requireBound(BackupSet set) throws IOException {
    if (!isBound(set, SignatureDigest.of(cache.incoming(set.id()).signatures()))) {
      throw new ArchiveException(
          Reason.NO_SIGNATURES,
          "what was rebuilt is not what the manifest of the %s was written for, and is not stored. If the backup was made with --max-blocksize, give the same; else files changed while it read them, and only a full backup helps"
              .formatted(set.id()));
    }
  }

  private boolean isBound(BackupSet set, String digest) throws IOException {
    new CacheSync(archive, cache, listener::notice).manifests(List.of(set));
    var binding = cache.manifest(set.id()).binding();
    return binding.isEmpty() || binding.get().signatures().equals(digest);
  }

  /// What the cache of this host still has are the signatures as they were, if they are whole.
  private boolean isRemembered(BackupSet set) throws IOException {
    if (!cache.hasSignaturesOf(set)) {
      return false;
    }
    try (var sums = new SignatureArchiveReader(set.id(), cache.signatures(set.id()))) {
      for (var entry = sums.next(); entry != null; entry = sums.next()) {}
    } catch (SignatureDamageException e) {
      cache.dropSignatures(set.id());
      return false;
    }
    if (!isBound(set, SignatureDigest.of(cache, set.id()))) {
      return false;
    }
    listener.notice("The local cache still has the signatures of the %s.".formatted(set.id()));
    return true;
  }

  private String store(BackupSet set) throws IOException {
    return files.storeSignatures(sink -> {
      try (var sums =
          new GZIPInputStream(
              Files.newInputStream(cache.incoming(set.id()).signatures()), BUFFER)) {
        sums.transferTo(sink);
      }
    });
  }

  private void rebuild(Repair repair, BlockLength blockLength) throws IOException {
    new CacheSync(archive, cache, listener::notice).manifests(repair.chain());
    var plan = HistoryPlan.of(repair.chain(), ArchivePath.root(), this::manifest);
    try (var tree = new NewestSetTree(plan, new VolumeSource(archive, spool, listener::read));
        var file = DurableFile.create(cache.incoming(repair.set().id()).signatures());
        var gzip = new GZIPOutputStream(file.sink(), BUFFER)) {
      var signatures = new SignatureArchiveWriter(gzip);
      var sums = new EntrySums(signatures, spool, blockLength);
      for (var entry = tree.next(); entry != null; entry = tree.next()) {
        sums.write(entry);
      }
      signatures.finish();
      gzip.finish();
      file.finish();
    }
  }

  /// What volumes hold that the manifest does not know would be missing here too.
  private Manifest manifest(BackupSet set) throws IOException {
    var manifest = cache.manifest(set.id());
    if (set.highestVolume() > manifest.volumes().size()) {
      throw new ArchiveException(
          Reason.MANIFEST,
          "the %s has %d volumes, and its manifest knows only %d"
              .formatted(set.id(), set.highestVolume(), manifest.volumes().size()));
    }
    return manifest;
  }
}
