package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.LinkGroup;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the names of one file links of each other again.
///
/// An archive holds each name with its data. Names are joined only if everything that is known of
/// them is the same, to the last byte: they may have parted since they were stored, and nothing
/// must ever change the data of a name. The file is remembered by a name of its own in the
/// workshop, which nobody else can put something else in the place of.
final class HardLinks {

  /// How many files with several names are remembered; beyond, names are restored as files of their
  /// own, and that is said.
  private static final int MOST = 200_000;

  private record Restored(ArchivePath path, Path link, FileMetadata metadata, Workshop workshop) {}

  private final Map<LinkGroup, Restored> groups = new HashMap<>();
  private final RestoreListener listener;
  private boolean full;

  HardLinks(RestoreListener listener) {
    this.listener = listener;
  }

  /// Puts a link to the file's other name in the place of its restored data, if they are the same.
  ///
  /// @param restored the data, in the workshop
  /// @return whether it is a link now, which has owner, mode and time already
  boolean join(ArchivePath path, Path restored, FileMetadata metadata) throws IOException {
    var other = known(metadata);
    if (other == null || Files.isSameFile(other.link(), restored)) {
      return false;
    }
    if (!other.metadata().equals(metadata) || !isSame(other.link(), restored)) {
      listener.notice(
          "%s and %s were names of one file, and are no longer the same: they become two files."
              .formatted(other.path(), path));
      return false;
    }
    Path link = restored.resolveSibling(restored.getFileName() + "-link");
    try {
      Files.createLink(link, other.link());
    } catch (FileSystemException | UnsupportedOperationException e) {
      listener.notice(
          "%s and %s cannot be names of one file here: they become two files."
              .formatted(other.path(), path));
      return false;
    }
    Files.move(link, restored, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  /// What this user may not read is not known to be the same.
  private static boolean isSame(Path link, Path restored) throws IOException {
    try {
      return Files.mismatch(link, restored) < 0;
    } catch (AccessDeniedException e) {
      return false;
    }
  }

  private @Nullable Restored known(FileMetadata metadata) {
    var other = groups.get(metadata.details().links());
    return other == null || other.workshop().isClosed() ? null : other;
  }

  /// Remembers a file that is about to come to its place, or is there.
  ///
  /// @param file one of its names
  void remember(ArchivePath path, Path file, FileMetadata metadata, Workshop workshop) {
    if (!metadata.details().links().isShared() || known(metadata) != null) {
      return;
    }
    if (groups.size() < MOST) {
      link(path, file, metadata, workshop);
    } else if (!full) {
      full = true;
      listener.notice(
          "There are more than %d files with several names; names of the others become files of their own."
              .formatted(MOST));
    }
  }

  private void link(ArchivePath path, Path file, FileMetadata metadata, Workshop workshop) {
    try {
      Path link = workshop.place();
      Files.createLink(link, file);
      groups.put(metadata.details().links(), new Restored(path, link, metadata, workshop));
    } catch (IOException | UnsupportedOperationException e) {
      // A file system without such links: each name becomes a file of its own.
    }
  }
}
