package dev.keepwatch.agent.adoption;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.digest.Digests;
import dev.keepwatch.agent.history.VolumeScan;
import dev.keepwatch.agent.history.VolumeScan.Scanned;
import dev.keepwatch.agent.journal.PackingState.Begun;
import dev.keepwatch.agent.journal.PackingState.Place;
import dev.keepwatch.agent.tar.TarHeader;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import dev.keepwatch.format.archive.MemberName.Kind;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/// What the volumes of an unfinished set hold, seen from outside: read once, from the first to the
/// last.
final class StoredVolumes implements VolumeScan.Members {

  private static final int BUFFER = 64 * 1024;

  private final BackupSet set;
  private final List<Scanned> volumes = new ArrayList<>();
  private final NavigableSet<ArchivePath> differences = new TreeSet<>();
  private final byte[] buffer = new byte[BUFFER];
  private FileMetadata metadata = FileMetadata.NOTHING;
  private MessageDigest digest = Digests.sha256();
  private Place place = new Place.End();
  private Optional<Begun> begun = Optional.empty();
  private long memberBytes;

  StoredVolumes(BackupSet set) {
    this.set = set;
  }

  /// Opens the volumes with the scan.
  interface Opening {
    VolumeScan scan(VolumeScan.Members members) throws IOException;
  }

  /// @throws ArchiveException damaged if the volumes do not fit together
  static StoredVolumes read(BackupSet set, Opening opening) throws IOException {
    var found = new StoredVolumes(set);
    var scan = opening.scan(found);
    for (int number = 1; number <= set.highestVolume(); number++) {
      found.volumes.add(scan.volume(number));
    }
    found.end(scan);
    return found;
  }

  @Override
  public void entry(MemberName name, FileMetadata entry) {
    metadata = entry;
    digest = Digests.sha256();
    if (name.kind() == Kind.DIFF) {
      differences.add(name.path());
    }
  }

  @Override
  public void member(MemberName name, TarHeader header, InputStream body) throws IOException {
    memberBytes += header.bodyBytes();
    if (name.isPart()) {
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
  }

  private void end(VolumeScan scan) throws ArchiveException {
    var last =
        scan.last()
            .orElseThrow(() ->
                new ArchiveException(
                    Reason.DAMAGED, "the volumes of the %s hold nothing".formatted(set.id())));
    if (scan.goesOn()) {
      place = new Place.At(last.path());
      begun = Optional.of(begun(last));
    } else {
      boolean directory = last.kind() == Kind.SNAPSHOT && metadata.isDirectory();
      place = new Place.Behind(last.path(), directory);
    }
  }

  /// What is not known of the file agrees with no file, so that it is looked at again.
  private Begun begun(MemberName last) {
    return new Begun(last.kind(), last.part(), Digests.hex(digest), Begun.UNKNOWN);
  }

  List<Scanned> volumes() {
    return volumes;
  }

  /// Whether an older volume may hold an entry of which a difference is stored.
  boolean hasDifferencesTo(VolumeEntry older) {
    var start = older.start().path();
    var next = differences.ceiling(start);
    if (next != null && next.compareTo(older.end().path()) <= 0) {
      return true;
    }
    // The entry at which it starts may stand for one of the directories above it.
    for (var above = start; !above.isRoot(); above = above.parent()) {
      if (differences.contains(above)) {
        return true;
      }
    }
    return differences.contains(ArchivePath.root());
  }

  Place place() {
    return place;
  }

  Optional<Begun> begun() {
    return begun;
  }

  /// Whether only the beginning of the entry is stored.
  boolean isBegun(ArchivePath path) {
    return begun.isPresent() && place.equals(new Place.At(path));
  }

  long memberBytes() {
    return memberBytes;
  }
}
