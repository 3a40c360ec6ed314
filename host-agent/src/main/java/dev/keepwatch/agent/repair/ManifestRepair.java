package dev.keepwatch.agent.repair;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Damage;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.cache.CacheSync;
import dev.keepwatch.agent.cache.DurableFile;
import dev.keepwatch.agent.history.ChangedFiles;
import dev.keepwatch.agent.history.VolumeScan;
import dev.keepwatch.agent.signatures.DeletedTypes;
import dev.keepwatch.agent.signatures.SignatureArchiveReader;
import dev.keepwatch.agent.signatures.SignatureDamageException;
import dev.keepwatch.agent.signatures.SignatureTree;
import dev.keepwatch.agent.volume.ManifestDraft;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.Binding;
import dev.keepwatch.format.manifest.Manifest;
import dev.keepwatch.format.repair.Repair;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Brings a set's manifest back.
final class ManifestRepair {

  /// Finds out which host and directory the set is of.
  @FunctionalInterface
  interface Names {
    SourceNames.Found find() throws IOException;
  }

  private final Archive archive;
  private final ArchiveCache cache;
  private final Spool spool;
  private final RepairListener listener;
  private final RebuiltFiles files;

  ManifestRepair(
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
  String run(Repair repair, Names names) throws IOException {
    var set = repair.set();
    var remembered = remembered(set);
    if (remembered.isPresent()) {
      prove(set, remembered.get());
      return store(remembered.get().volumes().size(), cache.storedManifest(set.id()));
    }
    var found = names.find();
    Path list = spool.file("changed-files");
    try (var lines = new BufferedOutputStream(Files.newOutputStream(list))) {
      var draft = new ManifestDraft(found.hostName(), found.directory(), true, lines, 0);
      fill(draft, repair);
      try (var file = DurableFile.create(cache.incoming(set.id()).manifest())) {
        draft.writeTo(file.sink(), binding(repair), list);
        file.finish();
      }
      String name = store(draft.volumeCount(), cache.incoming(set.id()).manifest());
      cache.incoming(set.id()).adopt();
      return name;
    } finally {
      cache.incoming(set.id()).drop();
      Files.deleteIfExists(list);
    }
  }

  /// What binds the set to the others is computed again, and comes out the same.
  private Binding binding(Repair repair) throws IOException {
    String signatures = SignatureDigest.of(cache, repair.set().id());
    return new Binding(repair.set().id(), signatures, digestBefore(repair));
  }

  /// Nothing where the manifests before cannot be understood.
  private Optional<String> digestBefore(Repair repair) throws IOException {
    try {
      new CacheSync(archive, cache, listener::notice).manifests(repair.before());
      return cache.digest(repair.before());
    } catch (IOException e) {
      if (!Damage.is(e)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private String store(int volumes, Path content) throws IOException {
    return files.storeManifest(volumes, sink -> Files.copy(content, sink));
  }

  /// What the cache of this host still has is the manifest as it was.
  private Optional<Manifest> remembered(BackupSet set) throws IOException {
    if (!cache.hasManifestOf(set)) {
      return Optional.empty();
    }
    try {
      var manifest = cache.manifest(set.id());
      listener.notice("The local cache still has the manifest of the %s.".formatted(set.id()));
      return Optional.of(manifest);
    } catch (ArchiveException e) {
      return Optional.empty();
    }
  }

  /// Its volumes must be there as it knows them; no key is needed to see that.
  private void prove(BackupSet set, Manifest manifest) throws IOException {
    int listed = manifest.volumes().size();
    var missing = set.missingVolumes(listed);
    if (!missing.isEmpty() || set.highestVolume() > listed) {
      throw new ArchiveException(
          Reason.DAMAGED,
          "the manifest of the %s, which the local cache remembers, knows %d volumes, and there are %d: it is not brought back, since the set would look whole"
              .formatted(set.id(), listed, set.volumeCount()));
    }
    for (var volume : manifest.volumes()) {
      Path file = spool.file("volume");
      String name = set.volumeName(volume.number()).orElseThrow();
      try {
        if (volume.hash().isPresent()) {
          archive.fetchSealed(name, volume.hash().get(), file);
          listener.read(name);
        }
      } finally {
        Files.deleteIfExists(file);
      }
    }
  }

  private void fill(ManifestDraft draft, Repair repair) throws IOException {
    var set = repair.set();
    var sync = new CacheSync(archive, cache, listener::notice);
    sync.signatures(List.of(set));
    try (var own = new SignatureArchiveReader(set.id(), cache.signatures(set.id()));
        var before = treeBefore(repair, sync)) {
      var proof = new SignatureProof(set, own);
      var changed = new ChangedFiles(draft, new DeletedTypes(before));
      var scan =
          new VolumeScan(
              archive,
              set,
              spool,
              listener::read,
              (name, metadata) -> {
                proof.entry(name, metadata);
                changed.entry(name.kind(), metadata, name.path());
              });
      for (int number = 1; number <= set.highestVolume(); number++) {
        draft.volume(scan.volume(number).entry());
      }
      scan.finish();
      proof.finish();
    }
  }

  /// Only the list of changed files needs it; where it cannot be had, entries that are gone stay
  /// out of that.
  private SignatureTree treeBefore(Repair repair, CacheSync sync) throws IOException {
    boolean known =
        repair.before().stream()
            .allMatch(set -> set.signatures().isPresent() || cache.hasSignaturesOf(set));
    try {
      if (known) {
        sync.signatures(repair.before());
        return SignatureTree.of(repair.before(), set -> cache.signatures(set.id()));
      }
    } catch (IOException e) {
      if (!Damage.is(e) && !(e instanceof SignatureDamageException)) {
        throw e;
      }
    }
    return SignatureTree.of(List.of(), set -> cache.signatures(set.id()));
  }
}
