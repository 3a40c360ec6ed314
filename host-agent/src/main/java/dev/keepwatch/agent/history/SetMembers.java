package dev.keepwatch.agent.history;

import static java.util.Objects.requireNonNull;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.ArchiveException.Reason;
import dev.keepwatch.agent.stream.BlockInputStream;
import dev.keepwatch.agent.tar.TarException;
import dev.keepwatch.agent.tar.TarHeader;
import dev.keepwatch.agent.tar.TarReader;
import dev.keepwatch.agent.tree.OutOfOrderException;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.format.archive.ArchivePath;
import dev.keepwatch.format.archive.MemberName;
import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.manifest.VolumeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// The members of one set below a path, volume after volume; parts of a file are joined, also from
/// one volume to the next.
final class SetMembers implements PathSequence<HistoryEntry> {

  /// A member whose body has not been read yet.
  private record Member(MemberName name, TarHeader header) {}

  /// Every part but the last of a file has this many bytes.
  private static final long FULL_PART = 65536;

  private final HistoryPlan.Part plan;
  private final ArchivePath below;
  private final VolumeSource source;
  private final Iterator<VolumeEntry> volumes;
  private @Nullable InputStream volume;
  private @Nullable TarReader tar;
  private @Nullable VolumeEntry current;
  private @Nullable Member following;
  private @Nullable Joined data;
  private @Nullable ArchivePath last;
  private boolean started;

  SetMembers(HistoryPlan.Part plan, ArchivePath below, VolumeSource source) {
    this.plan = plan;
    this.below = below;
    this.source = source;
    this.volumes = plan.volumes().iterator();
  }

  @Override
  public @Nullable HistoryEntry next() throws IOException {
    if (!started) {
      following = read();
      started = true;
    }
    if (data != null) {
      data.drain();
    }
    while (following != null && !following.name().path().startsWith(below)) {
      following = read();
    }
    if (following == null) {
      return null;
    }
    var member = following;
    checkOrder(member.name().path());
    data = new Joined(member);
    return new HistoryEntry(
        member.name().path(), member.name().kind(), member.header().metadata(), data);
  }

  private void checkOrder(ArchivePath path) throws OutOfOrderException {
    if (last != null && path.compareTo(last) <= 0) {
      int number = requireNonNull(current).number();
      throw new OutOfOrderException(
          last, path, "volume %d of the %s".formatted(number, plan.set().id()));
    }
    last = path;
  }

  /// The next member, if need be of the next volume.
  private @Nullable Member read() throws IOException {
    while (true) {
      var header = header();
      if (header != null) {
        return new Member(name(header), header);
      }
      closeVolume();
      if (!volumes.hasNext()) {
        return null;
      }
      current = volumes.next();
      volume = source.open(plan.set(), current);
      tar = new TarReader(volume);
    }
  }

  private @Nullable TarHeader header() throws IOException {
    if (tar == null) {
      return null;
    }
    try {
      var header = tar.next();
      if (header == null && !plan.set().isEncrypted()) {
        // In an encrypted volume filler may follow (FORMAT.md §4.1).
        tar.requireNothingMore();
      }
      return header;
    } catch (TarException e) {
      source.broken(plan.set(), requireNonNull(current), e);
      return null;
    }
  }

  private MemberName name(TarHeader header) throws ArchiveException {
    try {
      return MemberName.parse(header.name());
    } catch (IllegalArgumentException e) {
      BackupSet set = plan.set();
      throw new ArchiveException(
          Reason.DAMAGED, "a volume of the %s holds %s".formatted(set.id(), e.getMessage()), e);
    }
  }

  private void closeVolume() throws IOException {
    tar = null;
    if (volume != null) {
      volume.close();
      volume = null;
    }
  }

  @Override
  public void close() throws IOException {
    closeVolume();
  }

  /// The bodies of one entry's members as one stream. Parts must follow each other without a gap,
  /// and the last must not be a full one: else a piece of the file is lost (FORMAT.md §4.2).
  private final class Joined extends BlockInputStream {
    private final MemberName first;
    private int part;
    private long partBytes;
    private boolean ended;
    private @Nullable String defect;

    Joined(Member first) {
      this.first = first.name();
      this.part = first.name().part();
      this.partBytes = first.header().bodyBytes();
      if (part > 1) {
        defect = "its first part is not there";
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = readUnchecked(buffer, offset, length);
      if (defect != null) {
        throw new ArchiveException(
            Reason.DAMAGED,
            "'%s' in the %s is not whole: %s".formatted(first.path(), plan.set().id(), defect));
      }
      return count;
    }

    private int readUnchecked(byte[] buffer, int offset, int length) throws IOException {
      while (!ended && length > 0) {
        int count = tar == null ? -1 : tar.read(buffer, offset, length);
        if (count >= 0) {
          return count;
        }
        goOn();
      }
      return ended ? -1 : 0;
    }

    private void goOn() throws IOException {
      following = SetMembers.this.read();
      ended = following == null || !continues(following.name());
      if (following != null && !ended) {
        if (following.name().part() != part + 1) {
          defect = "part %d follows part %d".formatted(following.name().part(), part);
        }
        part = following.name().part();
        partBytes = following.header().bodyBytes();
      } else if (first.isPart() && partBytes == FULL_PART) {
        defect = "it ends with part %d, which is not the last".formatted(part);
      }
    }

    private boolean continues(MemberName next) {
      return first.isPart()
          && next.isPart()
          && next.kind() == first.kind()
          && next.path().equals(first.path());
    }

    void drain() throws IOException {
      byte[] buffer = new byte[8192];
      while (!ended) {
        if (readUnchecked(buffer, 0, buffer.length) < 0) {
          return;
        }
      }
    }
  }
}
