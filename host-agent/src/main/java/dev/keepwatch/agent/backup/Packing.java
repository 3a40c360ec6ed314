package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.delta.ChangeSequence;
import dev.keepwatch.agent.journal.PackingState;
import dev.keepwatch.agent.journal.UnfinishedSet;
import dev.keepwatch.agent.signatures.SignatureArchiveWriter;
import dev.keepwatch.agent.volume.ManifestDraft;
import dev.keepwatch.agent.volume.SealedVolume;
import dev.keepwatch.agent.volume.SetPacker;
import dev.keepwatch.agent.volume.VolumePacker;
import dev.keepwatch.agent.volume.VolumeReceiver;
import dev.keepwatch.format.naming.Packaging;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Packs all changes of a set, from where an interrupted run stood. The journal knows each sealed
/// volume before anybody else does.
///
/// @param progress how far the set is already
/// @param manifest knows the volumes of `progress` already
record Packing(
    Archive archive,
    BackupRequest request,
    Progress progress,
    CountingListener listener,
    SetFiles files,
    UnfinishedSet unfinished,
    ManifestDraft manifest,
    Spool spool) {

  /// @param receiver gets each volume when the journal knows it
  /// @param isPointless whether nothing need be stored after all
  SetPacker pack(ChangeSequence changes, VolumeReceiver receiver, Predicate<SetPacker> isPointless)
      throws IOException {
    var known = new Known(receiver);
    try (var volumes = volumes(known)) {
      var packer = packer(volumes);
      known.packer = packer;
      if (progress.isPacked()) {
        return packer;
      }
      for (var change = changes.next(); change != null; change = changes.next()) {
        packer.pack(change);
        listener.progress(change, packer.tally().sourceFileSize());
      }
      if (!isPointless.test(packer)) {
        packer.finish();
      }
      return packer;
    }
  }

  private VolumePacker volumes(VolumeReceiver receiver) throws IOException {
    Packaging packaging = archive.envelopes().forNewFiles();
    var form =
        new VolumePacker.Form(
            archive.envelopes().of(packaging),
            request.volumeSizeBytes(),
            packaging == Packaging.OPENPGP);
    return new VolumePacker(
        form,
        spool,
        receiver,
        progress.state().volumes().size(),
        progress.packing().map(PackingState::memberBytes).orElse(0L));
  }

  private SetPacker packer(VolumePacker volumes) {
    var signatures =
        new SignatureArchiveWriter(
            unfinished.signatures(), progress.packing().map(PackingState::tarBytes).orElse(0L));
    return new SetPacker(
        volumes,
        signatures,
        manifest,
        listener,
        spool,
        request.details().blockLength(),
        progress.packing());
  }

  /// Tells the journal, then the receiver.
  private final class Known implements VolumeReceiver {
    private final VolumeReceiver receiver;
    private @Nullable SetPacker packer;

    Known(VolumeReceiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void accept(SealedVolume volume) throws IOException {
      var packing = Objects.requireNonNull(packer).packing(listener.errors());
      spool.keep(volume.file());
      unfinished.sealed(files.known(volume), volume.entry(), packing);
      receiver.accept(volume);
    }
  }
}
