package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.LinkGroup;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Makes the names of one file links of each other again.
///
/// An archive holds each name with its data. Names are joined only if everything that is known of
/// them is the same, to the last byte: they may have parted since they were stored, and nothing
/// must ever change the data of a name.
final class HardLinks {

  /// How many files with several names are remembered; beyond, names are restored as files of their
  /// own, and that is said.
  private static final int MOST = 200_000;

  private record Restored(Path place, FileMetadata metadata) {}

  private final Map<LinkGroup, Restored> groups = new HashMap<>();
  private final RestoreListener listener;
  private boolean full;

  HardLinks(RestoreListener listener) {
    this.listener = listener;
  }

  /// Puts a link to the file's other name in the place of its restored data, if they are the same.
  ///
  /// @param restored the data, under a temporary name
  /// @return whether it is a link now, which has owner, mode and time already
  boolean join(ArchivePath path, Path restored, FileMetadata metadata) throws IOException {
    var other = groups.get(metadata.details().links());
    if (other == null) {
      return false;
    }
    if (!isStillThere(other)
        || !other.metadata().equals(metadata)
        || Files.mismatch(other.place(), restored) >= 0) {
      listener.notice(
          "%s and %s were names of one file, and are no longer the same: they become two files."
              .formatted(other.place(), path));
      return false;
    }
    Files.delete(restored);
    Files.createLink(restored, other.place());
    return true;
  }

  private static boolean isStillThere(Restored other) {
    return Files.isRegularFile(other.place(), LinkOption.NOFOLLOW_LINKS);
  }

  /// Remembers a name that is in its place.
  void remember(Path place, FileMetadata metadata) {
    if (!metadata.details().links().isShared()) {
      return;
    }
    if (groups.size() < MOST) {
      groups.putIfAbsent(metadata.details().links(), new Restored(place, metadata));
    } else if (!full) {
      full = true;
      listener.notice(
          "There are more than %d files with several names; names of the others become files of their own."
              .formatted(MOST));
    }
  }
}
