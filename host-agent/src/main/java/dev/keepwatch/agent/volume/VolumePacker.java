package dev.keepwatch.agent.volume;

import dev.keepwatch.agent.archive.SealedOutput;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.envelope.Envelope;
import dev.keepwatch.agent.tar.TarHeader;
import dev.keepwatch.agent.tar.TarWriter;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import dev.keepwatch.format.manifest.PathPosition;
import dev.keepwatch.format.manifest.VolumeEntry;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts members into volumes, and begins the next volume when one is full.
///
/// A volume's size is looked at between members, by what has reached the spool; since compression
/// works some blocks behind, a volume may be about a megabyte larger than asked for.
public final class VolumePacker implements AutoCloseable {

  private static final int ROOM_FOR_A_MEMBER = MemberOutput.PART + 2048;

  /// How volumes are to be made.
  ///
  /// @param envelope what stands around each
  /// @param sizeBytes how large one may become, sealed
  /// @param endMarked whether a volume ends with tar's end of archive; duplicity's encrypted ones
  ///   do
  public record Form(Envelope envelope, long sizeBytes, boolean endMarked) {}

  /// The volume that is being written.
  private static final class Open {
    final int number;
    final SealedOutput output;
    final TarWriter tar;
    @Nullable PathPosition start;
    @Nullable PathPosition end;

    Open(int number, SealedOutput output) {
      this.number = number;
      this.output = output;
      this.tar = new TarWriter(output);
    }
  }

  private final Form form;
  private final Spool spool;
  private final VolumeReceiver receiver;
  private @Nullable Open open;
  private int lastNumber;
  private long memberBytes;

  public VolumePacker(Form form, Spool spool, VolumeReceiver receiver) {
    this(form, spool, receiver, 0, 0);
  }

  /// Goes on behind volumes that are sealed.
  ///
  /// @param volumes how many
  /// @param memberBytes bytes of members' bodies in them
  public VolumePacker(
      Form form, Spool spool, VolumeReceiver receiver, int volumes, long memberBytes) {
    this.form = form;
    this.spool = spool;
    this.receiver = receiver;
    this.lastNumber = volumes;
    this.memberBytes = memberBytes;
  }

  /// Adds a member.
  ///
  /// @param lastPart whether no further part of the entry follows; true for data in one piece
  void member(MemberName name, FileMetadata metadata, byte[] body, int length, boolean lastPart)
      throws IOException {
    var volume = roomyVolume();
    var header = new TarHeader(name.toBytes(metadata.isDirectory()), metadata, length);
    if (name.kind() == MemberName.Kind.DELETED) {
      header = TarHeader.ofDeleted(name.toBytes(false));
    }
    volume.tar.begin(header);
    volume.tar.write(body, 0, length);
    volume.tar.end();
    memberBytes += length;
    var position =
        lastPart ? PathPosition.whole(name.path()) : PathPosition.part(name.path(), name.part());
    if (volume.start == null) {
      volume.start = position;
    }
    volume.end = position;
  }

  /// Seals the last volume. A set has at least one, if only an empty one.
  public void finish() throws IOException {
    if (open == null && lastNumber == 0) {
      open = begin();
    }
    seal();
  }

  /// Bytes of members' bodies so far.
  long memberBytes() {
    return memberBytes;
  }

  /// Lets go of the volume that is being written, if there is one.
  @Override
  public void close() throws IOException {
    if (open != null) {
      open.output.abandon();
      open = null;
    }
  }

  private Open roomyVolume() throws IOException {
    if (open != null && open.output.sealedBytes() + ROOM_FOR_A_MEMBER > form.sizeBytes()) {
      seal();
    }
    if (open == null) {
      open = begin();
    }
    return open;
  }

  private Open begin() throws IOException {
    lastNumber++;
    var file = spool.file("volume-" + lastNumber);
    return new Open(lastNumber, new SealedOutput(file, form.envelope()));
  }

  private void seal() throws IOException {
    var volume = open;
    if (volume == null) {
      return;
    }
    if (form.endMarked()) {
      volume.tar.finish();
    }
    volume.output.close();
    open = null;
    var hash = VolumeHash.sha1(volume.output.sha1Hex());
    var entry =
        new VolumeEntry(volume.number, orRoot(volume.start), orRoot(volume.end), Optional.of(hash));
    receiver.accept(new SealedVolume(entry, volume.output.file(), volume.output.sealedBytes()));
  }

  private static PathPosition orRoot(@Nullable PathPosition position) {
    return position == null ? PathPosition.whole(ArchivePath.root()) : position;
  }
}
