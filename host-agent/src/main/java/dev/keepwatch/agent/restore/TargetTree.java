package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.history.BackedUpEntry;
import dev.keepwatch.agent.posix.FileStatus;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The directory that a backup is brought back to.
///
/// Entries come in archive order. Each is made in the [Workshop], whole and with owner, mode and
/// time, and then moved to its place; a directory is made in its place and gets them when the walk
/// leaves it. Never is anything written through a symbolic link, be it one that was there before,
/// one that the archive brought, or one that somebody puts there meanwhile.
final class TargetTree implements Closeable {

  /// PATH_MAX of Linux.
  private static final int LONGEST_PATH = 4096;

  private final Ground ground;
  private final Placement placement;
  private final EntryMaker maker;
  private final Spool spool;
  private final Levels levels;
  private final HardLinks links;
  private @Nullable ArchivePath leaf;

  TargetTree(
      Ground ground, Placement placement, EntryMaker maker, RestoreListener listener, Spool spool) {
    this.ground = ground;
    this.placement = placement;
    this.maker = maker;
    this.spool = spool;
    this.levels = new Levels(ground, placement, maker);
    this.links = new HardLinks(listener);
  }

  /// Puts an entry in its place.
  ///
  /// @param path its place below the target; the root is the target itself
  void put(ArchivePath path, BackedUpEntry entry) throws IOException {
    var metadata = entry.metadata();
    check(path, entry);
    goTo(path);
    if (metadata.isDirectory()) {
      levels.enter(path, metadata);
      return;
    }
    leaf = path;
    Path place = levels.place(path);
    var workshop = levels.workshop(path);
    Path made = workshop.place();
    try {
      if (metadata.isRegular()) {
        makeFile(path, made, entry, workshop);
      } else {
        maker.makeSpecial(made, metadata);
        maker.setMetadata(path, made, metadata);
      }
      placement.move(made, place, metadata);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private void goTo(ArchivePath path) throws IOException {
    if (leaf != null && !path.equals(leaf) && path.startsWith(leaf)) {
      throw damaged("what is above it is no directory in this backup");
    }
    levels.leaveFor(path);
  }

  private static void check(ArchivePath path, BackedUpEntry entry) throws IOException {
    var metadata = entry.metadata();
    if (entry.path().isRoot() && !metadata.isRegular() && !metadata.isDirectory()) {
      throw damaged("what was backed up is neither a file nor a directory");
    }
    if (path.length() > LONGEST_PATH) {
      throw new FileSystemException(path.toString(), null, "the path is too long for this system");
    }
  }

  private static ArchiveException damaged(String message) {
    return new ArchiveException(ArchiveException.Reason.DAMAGED, message);
  }

  private void makeFile(ArchivePath path, Path made, BackedUpEntry entry, Workshop workshop)
      throws IOException {
    entry.writeData(made, spool, room(made, entry));
    if (!links.join(path, made, entry.metadata())) {
      maker.setMetadata(path, made, entry.metadata());
      links.remember(path, made, entry.metadata(), workshop);
    }
  }

  /// How large a file that is put together may become.
  private static long room(Path made, BackedUpEntry entry) throws IOException {
    return entry.layers().size() == 1
        ? Long.MAX_VALUE
        : Files.getFileStore(made.getParent()).getUsableSpace();
  }

  /// Leaves an entry that is there as it is, but for owner, mode and time.
  ///
  /// It is held by a name in the workshop meanwhile: in its place somebody may put something else.
  void keep(ArchivePath path, FileMetadata metadata) throws IOException {
    goTo(path);
    if (metadata.isDirectory()) {
      levels.enter(path, metadata);
      return;
    }
    leaf = path;
    Path place = levels.place(path);
    var workshop = levels.workshop(path);
    Path held = workshop.place();
    try {
      Files.createLink(held, place);
    } catch (FileSystemException | UnsupportedOperationException e) {
      FileStatus.of(place);
      return; // Such links cannot be made here. It got all of that before it became visible.
    }
    try {
      keep(path, held, place, metadata, workshop);
    } finally {
      Files.deleteIfExists(held);
    }
  }

  private void keep(
      ArchivePath path, Path held, Path place, FileMetadata metadata, Workshop workshop)
      throws IOException {
    boolean shared = metadata.details().links().isShared();
    if (!Standing.isOfItsKind(held, metadata) || FileStatus.of(held).links() > 2 && !shared) {
      throw new FileSystemException(
          place.toString(), null, "somebody changes the target while it is restored");
    }
    maker.setMetadata(path, held, metadata);
    if (links.join(path, held, metadata)) {
      Placement.ANYWHERE.move(held, place, metadata);
    } else {
      links.remember(path, held, metadata, workshop);
    }
  }

  /// Everything has been put: the restore is finished.
  void finish() throws IOException {
    levels.leaveAll();
    ground.finish();
  }

  /// Leaves all directories.
  @Override
  public void close() throws IOException {
    try (ground) {
      levels.leaveAll();
    }
  }
}
