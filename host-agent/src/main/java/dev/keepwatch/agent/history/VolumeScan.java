package dev.keepwatch.agent.history;

import dev.keepwatch.agent.archive.Archive;
import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.tar.TarHeader;
import dev.keepwatch.agent.tar.TarReader;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.OutOfOrderException;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.PathPosition;
import dev.keepwatch.format.manifest.VolumeEntry;
import dev.keepwatch.format.manifest.VolumeEntry.VolumeHash;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the volumes of a set from the first to the last, and tells what each holds.
///
/// Entries must be in archive order and parts of a file without a gap: else something between two
/// volumes is lost, and the set is not what it was.
public final class VolumeScan {

  /// Every part but the last of a file has this many bytes (FORMAT.md §4.2).
  private static final long FULL_PART = 65536;

  /// Hears what the volumes hold.
  public interface Members {
    /// An entry, once, however many parts it has.
    void entry(MemberName name, FileMetadata metadata) throws IOException;

    /// A member, each part of an entry by itself, behind the [#entry] that it belongs to.
    ///
    /// @param body may be read, or not
    default void member(MemberName name, TarHeader header, InputStream body) throws IOException {}
  }

  /// A volume that was read.
  ///
  /// @param entry what a manifest says of it
  /// @param sizeBytes its size as it is stored
  public record Scanned(VolumeEntry entry, long sizeBytes) {}

  private final Archive archive;
  private final BackupSet set;
  private final Spool spool;
  private final Consumer<String> fetched;
  private final Members members;
  private @Nullable MemberName last;
  private boolean lastGoesOn;
  private PathPosition start = PathPosition.whole(ArchivePath.root());
  private PathPosition end = start;

  /// @param fetched is told the name of each volume that is sound in itself
  public VolumeScan(
      Archive archive, BackupSet set, Spool spool, Consumer<String> fetched, Members members) {
    this.archive = archive;
    this.set = set;
    this.spool = spool;
    this.fetched = fetched;
    this.members = members;
  }

  /// Reads one volume; they must come in the order of their numbers.
  public Scanned volume(int number) throws IOException {
    String name = set.volumeName(number).orElseThrow();
    Path file = spool.file("volume");
    try {
      var hash = archive.fetchUnknown(name, file);
      try (var opened = new BufferedInputStream(archive.openFetched(name, file), 1 << 16)) {
        var entry = scan(number, hash, new TarReader(opened));
        fetched.accept(name);
        return new Scanned(entry, Files.size(file));
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// To be called behind the last volume.
  ///
  /// @throws ArchiveException if the last file goes on in a volume that is not there
  public void finish() throws ArchiveException {
    if (lastGoesOn && last != null) {
      throw cut(last);
    }
  }

  /// The member that was read last, nothing if there was none.
  public Optional<MemberName> last() {
    return Optional.ofNullable(last);
  }

  /// Whether the entry of [#last] goes on behind the volumes that were read.
  public boolean goesOn() {
    return lastGoesOn;
  }

  /// An empty volume has the range of the one before it (FORMAT.md §0.8).
  private VolumeEntry scan(int number, VolumeHash hash, TarReader tar) throws IOException {
    boolean first = true;
    for (var header = tar.next(); header != null; header = tar.next(), first = false) {
      end = take(header, tar.body());
      start = first ? end : start;
    }
    if (!set.isEncrypted()) {
      // In an encrypted volume filler may follow (FORMAT.md §4.1).
      tar.requireNothingMore();
    }
    return new VolumeEntry(number, start, end, Optional.of(hash));
  }

  private PathPosition take(TarHeader header, InputStream body) throws IOException {
    var name = name(header);
    var before = last;
    if (before != null && isNextPart(before, name)) {
      requireFollowing(before, name);
    } else {
      begin(before, name);
      members.entry(name, header.metadata());
    }
    members.member(name, header, body);
    last = name;
    lastGoesOn = name.isPart() && header.bodyBytes() == FULL_PART;
    return lastGoesOn
        ? PathPosition.part(name.path(), name.part())
        : PathPosition.whole(name.path());
  }

  private static boolean isNextPart(MemberName before, MemberName name) {
    return name.isPart()
        && before.isPart()
        && name.kind() == before.kind()
        && name.path().equals(before.path());
  }

  private void requireFollowing(MemberName before, MemberName name) throws ArchiveException {
    if (name.part() != before.part() + 1) {
      throw damaged(
          "part %d of '%s' follows part %d".formatted(name.part(), name.path(), before.part()));
    }
  }

  private void begin(@Nullable MemberName before, MemberName name) throws IOException {
    if (before != null && lastGoesOn) {
      throw cut(before);
    }
    if (name.part() > 1) {
      throw damaged("'%s' begins with part %d".formatted(name.path(), name.part()));
    }
    if (before != null && before.path().compareTo(name.path()) >= 0) {
      throw new OutOfOrderException(before.path(), name.path());
    }
  }

  private ArchiveException cut(MemberName name) {
    return damaged(
        "'%s' ends with part %d, which is not its last".formatted(name.path(), name.part()));
  }

  private ArchiveException damaged(String what) {
    return new ArchiveException(
        Reason.DAMAGED, "the volumes of the %s do not fit together: %s".formatted(set.id(), what));
  }

  private MemberName name(TarHeader header) throws ArchiveException {
    try {
      return MemberName.parse(header.name());
    } catch (IllegalArgumentException e) {
      throw new ArchiveException(
          Reason.DAMAGED, "a volume of the %s holds %s".formatted(set.id(), e.getMessage()), e);
    }
  }
}
