package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.posix.DeviceType;
import dev.keepwatch.agent.posix.Posix;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Makes entries that are no files, and gives all of them owner, mode and time.
final class EntryMaker {

  /// While a directory is being filled nobody else looks into it.
  static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final OwnerNumbers owners;
  private final RestoreListener listener;
  private long failures;

  EntryMaker(OwnerNumbers owners, RestoreListener listener) {
    this.owners = owners;
    this.listener = listener;
  }

  /// How often owner, mode or time could not be set.
  long failures() {
    return failures;
  }

  /// Makes a link, a fifo or a device.
  void makeSpecial(Path place, FileMetadata metadata) throws IOException {
    switch (metadata.type()) {
      case SYMLINK -> Posix.symlink(metadata.linkTarget().bytes(), place);
      case FIFO -> Posix.mkfifo(place, 0600);
      case CHARACTER_DEVICE -> makeDevice(place, DeviceType.CHARACTER, metadata);
      case BLOCK_DEVICE -> makeDevice(place, DeviceType.BLOCK, metadata);
      case REGULAR, DIRECTORY -> throw new IllegalArgumentException("not special: " + metadata);
    }
  }

  private static void makeDevice(Path place, DeviceType type, FileMetadata metadata)
      throws IOException {
    Posix.mknod(place, type, 0600, metadata.device().major(), metadata.device().minor());
  }

  /// Sets owner, then mode (a change of owner drops setuid), then time. What cannot be set is told
  /// and counted.
  void setMetadata(ArchivePath path, Path place, FileMetadata metadata) {
    attempt(path, "its owner", () -> setOwner(place, metadata));
    if (!metadata.isSymlink()) {
      attempt(
          path,
          "its mode",
          // Following links, for that sets the mode by name; else the JDK opens it, and waits on a
          // fifo.
          () -> Files.setAttribute(place, "unix:mode", metadata.mode()));
    }
    attempt(path, "its time", () -> Posix.utimensat(place, metadata.mtimeSecond(), 0, false));
  }

  private void setOwner(Path place, FileMetadata metadata) throws IOException {
    var numbers = owners.of(metadata.owner());
    if (numbers.isPresent()) {
      Files.setAttribute(place, "unix:uid", numbers.get().uid(), LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(place, "unix:gid", numbers.get().gid(), LinkOption.NOFOLLOW_LINKS);
    }
  }

  private void attempt(ArchivePath path, String what, Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException e) {
      failures++;
      listener.failed(path, what + " could not be set: " + e.getMessage());
    }
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException;
  }
}
