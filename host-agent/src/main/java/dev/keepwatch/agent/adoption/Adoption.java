package dev.keepwatch.agent.adoption;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.cache.ArchiveCache;
import dev.keepwatch.agent.history.ChangedFiles;
import dev.keepwatch.agent.history.EntrySums;
import dev.keepwatch.agent.history.HistoryPlan;
import dev.keepwatch.agent.history.NewestSetTree;
import dev.keepwatch.agent.history.VolumeScan;
import dev.keepwatch.agent.history.VolumeSource;
import dev.keepwatch.agent.journal.Checkpoint;
import dev.keepwatch.agent.journal.JournalState;
import dev.keepwatch.agent.journal.PackingState;
import dev.keepwatch.agent.journal.SealedFile;
import dev.keepwatch.agent.journal.SetGrowth;
import dev.keepwatch.agent.rsync.BlockLength;
import dev.keepwatch.agent.signatures.DeletedTypes;
import dev.keepwatch.agent.signatures.SignatureArchiveWriter;
import dev.keepwatch.agent.signatures.SignatureTree;
import dev.keepwatch.agent.volume.ChangeTally;
import dev.keepwatch.agent.volume.ManifestDraft;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.catalog.BackupSet;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Takes a set over: afterwards the cache holds what grew of it, as if an interrupted run of ours
/// had left it, and only the journal has to be written.
///
/// @param spool for volumes and files on their way
/// @param fetched is told the name of each volume that has come in sound
public record Adoption(Archive archive, ArchiveCache cache, Spool spool, Consumer<String> fetched) {

  /// How the run writes that takes it over.
  ///
  /// @param settings a number for its settings
  /// @param blockLength how long the blocks of signatures are
  /// @param lists makes a manifest whose list of changed files grows in the given stream
  public record Form(
      String settings, BlockLength blockLength, Function<OutputStream, ManifestDraft> lists) {}

  /// @param before the sets that it builds on; the cache has their manifests and signatures
  /// @return what its journal is to say: all its volumes are stored
  /// @throws ArchiveException damaged if the set cannot be finished
  public JournalState of(BackupSet set, List<BackupSet> before, Form form, Instant now)
      throws IOException {
    archive.openStored(set.volumeName(1).orElseThrow());
    var volumes =
        StoredVolumes.read(set, members -> new VolumeScan(archive, set, spool, fetched, members));
    cache.discard();
    try (var growth =
        SetGrowth.begin(cache.unstored().directory(), cache.unstored().signatures(set.id()))) {
      var packing = describe(set, before, volumes, form, growth);
      return journal(set, volumes, form, packing, growth.sync(), now);
    }
  }

  private PackingState describe(
      BackupSet set, List<BackupSet> before, StoredVolumes volumes, Form form, SetGrowth growth)
      throws IOException {
    var signatures = new SignatureArchiveWriter(growth.signatures());
    var draft = form.lists().apply(growth.list());
    var tally = new ChangeTally();
    try (var then = SignatureTree.of(before, one -> cache.signatures(one.id()));
        var tree = new NewestSetTree(plan(set, before, volumes), source())) {
      new StoredEntries(
              new EntrySums(signatures, spool, form.blockLength()),
              new ChangedFiles(draft, new DeletedTypes(then)),
              tally)
          .write(tree, volumes);
    }
    return new PackingState(
        volumes.place(),
        volumes.begun(),
        tally.counts(),
        signatures.writtenBytes(),
        volumes.memberBytes(),
        draft.listed(),
        0);
  }

  private VolumeSource source() {
    return new VolumeSource(archive, spool, fetched);
  }

  /// Of the sets before only the volumes that hold what is a difference in this one.
  private HistoryPlan plan(BackupSet set, List<BackupSet> before, StoredVolumes volumes)
      throws IOException {
    var parts = new ArrayList<HistoryPlan.Part>();
    for (var one : before) {
      var manifest = cache.manifest(one.id());
      parts.add(
          new HistoryPlan.Part(
              one, manifest.volumes().stream().filter(volumes::hasDifferencesTo).toList()));
    }
    var entries = volumes.volumes().stream().map(VolumeScan.Scanned::entry).toList();
    parts.add(new HistoryPlan.Part(set, entries));
    return new HistoryPlan(ArchivePath.root(), parts);
  }

  private JournalState journal(
      BackupSet set,
      StoredVolumes volumes,
      Form form,
      PackingState packing,
      SetGrowth.Lengths lengths,
      Instant now) {
    var checkpoints = new ArrayList<Checkpoint>();
    for (var volume : volumes.volumes()) {
      var entry = volume.entry();
      String name = set.volumeName(entry.number()).orElseThrow();
      var file = new SealedFile(name, volume.sizeBytes(), entry.hash().orElseThrow().hex());
      checkpoints.add(
          new Checkpoint(file, entry, packing, lengths.signatureBytes(), lengths.listBytes()));
    }
    return new JournalState(
        set.id(),
        form.settings(),
        spool.name(),
        checkpoints,
        Optional.empty(),
        checkpoints.stream().map(volume -> volume.file().name()).collect(Collectors.toSet()),
        now);
  }
}
