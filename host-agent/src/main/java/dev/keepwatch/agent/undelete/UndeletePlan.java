package dev.keepwatch.agent.undelete;

import dev.keepwatch.agent.storage.DeleteMarker;
import dev.keepwatch.agent.storage.VersionedFile;
import dev.keepwatch.format.naming.ArchiveName;
import dev.keepwatch.format.naming.NamingScheme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Which deletions are taken back, and what an archive looks like then.
///
/// A deletion is taken back if it is not older than a moment. A file that was deleted before that
/// moment stays deleted, however often it was deleted since.
///
/// @param returning the files that come back, in the order in which they do: manifests last, since
///   they make a set count
/// @param stayingDeleted names whose deletion is older than the moment
/// @param foreign names that come back, or are there, with data that was written since the moment
///   over older data
/// @param lost names that are deleted and have no data left
public record UndeletePlan(
    List<Return> returning, List<String> stayingDeleted, List<String> foreign, List<String> lost) {

  public UndeletePlan {
    returning = List.copyOf(returning);
    stayingDeleted = List.copyOf(stayingDeleted);
    foreign = List.copyOf(foreign);
    lost = List.copyOf(lost);
  }

  /// A file that comes back.
  ///
  /// @param markers what hides it, the oldest first: until the last is gone, nothing is seen of it
  public record Return(String name, List<DeleteMarker> markers) {
    public Return {
      markers = List.copyOf(markers);
    }

    /// When it was deleted first.
    public Instant deletedAt() {
      return markers.getFirst().at();
    }
  }

  public boolean isEmpty() {
    return returning.isEmpty();
  }

  /// Gathers a plan, name by name.
  static final class Builder {

    private final Instant since;
    private final NamingScheme names;
    private final List<Return> returning = new ArrayList<>();
    private final List<String> stayingDeleted = new ArrayList<>();
    private final List<String> foreign = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();

    /// @param since the moment
    Builder(Instant since, NamingScheme names) {
      this.since = since;
      this.names = names;
    }

    void add(VersionedFile file) {
      var young = file.markers().stream().filter(marker -> !marker.at().isBefore(since)).toList();
      var old = file.markers().stream().filter(marker -> marker.at().isBefore(since)).findFirst();
      if (!young.isEmpty() && file.writtenAt().isEmpty()) {
        lost.add(file.name());
        return;
      }
      boolean writtenBefore = file.writtenAt().stream().anyMatch(at -> at.isBefore(since));
      boolean writtenSince = file.writtenAt().stream().anyMatch(at -> !at.isBefore(since));
      if (writtenBefore && writtenSince) {
        foreign.add(file.name());
      }
      if (young.isEmpty()) {
        return;
      }
      if (old.isPresent() && isNewest(old.get(), file)) {
        stayingDeleted.add(file.name());
      } else {
        returning.add(new Return(file.name(), young.reversed()));
      }
    }

    /// Whether nothing was written after this deletion.
    private static boolean isNewest(DeleteMarker old, VersionedFile file) {
      return !file.writtenAt().getFirst().isAfter(old.at());
    }

    UndeletePlan build() {
      returning.sort(Comparator.comparingInt(this::rank).thenComparing(Return::name));
      return new UndeletePlan(returning, stayingDeleted, foreign, lost);
    }

    private int rank(Return file) {
      return names
          .parse(file.name())
          .map(name ->
              switch (name) {
                case ArchiveName.Volume volume -> 0;
                case ArchiveName.Statistics statistics -> 1;
                case ArchiveName.Signatures signatures -> 2;
                case ArchiveName.Manifest manifest -> 3;
              })
          .orElse(0);
    }
  }
}
