package dev.keepwatch.agent.volume;

import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.delta.Change;
import dev.keepwatch.agent.journal.PackingState;
import dev.keepwatch.agent.journal.PackingState.Begun;
import dev.keepwatch.agent.journal.PackingState.Place;
import dev.keepwatch.agent.rsync.BlockLength;
import dev.keepwatch.agent.rsync.Signature;
import dev.keepwatch.agent.rsync.SignatureFormatException;
import dev.keepwatch.agent.signatures.SignatureArchiveWriter;
import dev.keepwatch.agent.signatures.SignatureEntry;
import dev.keepwatch.agent.source.SourceEntry;
import dev.keepwatch.agent.source.SourceProblems;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import dev.keepwatch.format.manifest.FileChange;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Packs one change after the other: its data into volumes, its sums into the signature archive,
/// its name into the manifest. Each changed file is opened and read once.
///
/// A file that cannot be read is told and left as the earlier backup knows it; one that has
/// vanished meanwhile is passed over.
///
/// Where an interrupted run is continued, entries that are done are passed over unread, and one
/// that was begun is read again from its beginning.
public final class SetPacker {

  /// With shorter sums, which others than duplicity may have written, two blocks can be taken for
  /// the same that are not.
  private static final int TRUSTED_STRONG_SUM = 8;

  private static final byte[] NO_BODY = {};

  private final VolumePacker volumes;
  private final SignatureArchiveWriter signatures;
  private final ManifestDraft manifest;
  private final Spool spool;
  private final FilePacker files;
  private final ChangeTally tally;

  /// Where an interrupted run stood; nothing once packing has come there.
  private @Nullable PackingState before;

  /// The entry that is being packed.
  private @Nullable ArchivePath current;

  /// What an interrupted run has stored of it, until somebody takes account of it.
  private Optional<Begun> begun = Optional.empty();

  /// An entry that could not be stored; what the earlier backup has below it stays with it.
  private @Nullable ArchivePath notStored;

  /// @param before where the run stood that is continued
  public SetPacker(
      VolumePacker volumes,
      SignatureArchiveWriter signatures,
      ManifestDraft manifest,
      SourceProblems problems,
      Spool spool,
      BlockLength blockLength,
      Optional<PackingState> before) {
    this.volumes = volumes;
    this.signatures = signatures;
    this.manifest = manifest;
    this.spool = spool;
    this.files = new FilePacker(volumes, signatures, problems, spool, blockLength);
    this.before = before.orElse(null);
    this.tally =
        before.map(packing -> ChangeTally.of(packing.counts())).orElseGet(ChangeTally::new);
  }

  public ChangeTally tally() {
    return tally;
  }

  /// Bytes of members' bodies so far, before compression.
  public long memberBytes() {
    return volumes.memberBytes();
  }

  /// Where packing stands, for who has just been given a sealed volume.
  ///
  /// @param errors entries that could not be read so far
  public PackingState packing(long errors) {
    return new PackingState(
        current == null ? new Place.End() : new Place.At(current),
        files.packing(),
        tally.counts(),
        signatures.writtenBytes(),
        memberBytes(),
        manifest.listed(),
        errors);
  }

  /// Ends the last volume and the signatures.
  ///
  /// @throws ChangedMeanwhileException if an entry of which the beginning is stored did not come
  public void finish() throws IOException {
    if (before != null && before.begun().isPresent()) {
      throw gone(before);
    }
    current = null;
    signatures.finish();
    volumes.finish();
  }

  /// @throws ChangedMeanwhileException if an entry of which the beginning is stored is another one
  ///   now
  public void pack(Change change) throws IOException {
    if (before != null && before.place().covers(change.path())) {
      return;
    }
    begun = arriveAt(change);
    current = change.path();
    packNow(change);
    if (begun.isPresent()) {
      throw new ChangedMeanwhileException(change.path(), "it is no file with such data any more");
    }
  }

  /// @return what is stored of the entry already
  private Optional<Begun> arriveAt(Change change) throws ChangedMeanwhileException {
    if (before == null) {
      return Optional.empty();
    }
    if (before.place() instanceof Place.Behind place && place.hasNoRoomFor(change.path())) {
      return below(place, change);
    }
    var stored = before.begun();
    if (stored.isPresent() && !before.place().equals(new Place.At(change.path()))) {
      throw gone(before);
    }
    before = null;
    return stored;
  }

  /// What was below it before is gone, and that must be stored. Something that is there contradicts
  /// what is stored.
  private static Optional<Begun> below(Place.Behind place, Change change)
      throws ChangedMeanwhileException {
    if (!(change instanceof Change.Gone)) {
      throw new ChangedMeanwhileException(place.last(), "it is a directory now");
    }
    return Optional.empty();
  }

  private static ChangedMeanwhileException gone(PackingState before) {
    return before.place() instanceof Place.At(var next)
        ? new ChangedMeanwhileException(next, "it is gone")
        : new ChangedMeanwhileException(ArchivePath.root(), "an entry of it is gone");
  }

  private void packNow(Change change) throws IOException {
    switch (change) {
      case Change.None(var entry) -> tally.unchanged(entry.sizeBytes());
      case Change.Whole(var entry) -> packWhole(entry);
      case Change.Difference(var entry, var then) -> packDifference(entry, then);
      case Change.Gone(var path, var regular) -> packGone(path, regular);
    }
  }

  private void packGone(ArchivePath path, boolean regular) throws IOException {
    if (notStored != null && path.startsWith(notStored)) {
      return;
    }
    var name = new MemberName(MemberName.Kind.DELETED, path, 0);
    volumes.member(name, FileMetadata.NOTHING, NO_BODY, 0, true);
    signatures.deleted(path);
    tally.gone();
    if (regular) {
      manifest.file(FileChange.DELETED, path);
    }
  }

  private void packWhole(SourceEntry entry) throws IOException {
    if (!entry.metadata().isRegular()) {
      var name = new MemberName(MemberName.Kind.SNAPSHOT, entry.path(), 0);
      volumes.member(name, entry.metadata(), NO_BODY, 0, true);
      signatures.other(entry.path(), entry.metadata());
      tally.stored(entry.sizeBytes());
      return;
    }
    long size = files.whole(entry, takeBegun());
    if (size >= 0) {
      manifest.file(FileChange.NEW, entry.path());
      tally.stored(size);
    } else {
      notStored = entry.path();
    }
  }

  private void packDifference(SourceEntry entry, SignatureEntry then) throws IOException {
    try (var basis = basis(then)) {
      if (basis == null || basis.strongLength() < TRUSTED_STRONG_SUM) {
        packWhole(entry);
        return;
      }
      long size = files.difference(entry, basis, takeBegun());
      if (size >= 0) {
        manifest.file(FileChange.CHANGED, entry.path());
        tally.differs(size);
      }
    }
  }

  /// @return nothing if they are no sums that can be used
  private @Nullable Signature basis(SignatureEntry then) throws IOException {
    try {
      return Signature.read(then.signature().get(), then.signatureBytes(), spool.directory());
    } catch (SignatureFormatException e) {
      return null;
    }
  }

  private Optional<Begun> takeBegun() {
    var taken = begun;
    begun = Optional.empty();
    return taken;
  }
}
