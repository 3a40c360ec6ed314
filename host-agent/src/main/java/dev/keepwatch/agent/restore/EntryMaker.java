package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.posix.DeviceType;
import dev.keepwatch.agent.posix.ExtendedAttributes;
import dev.keepwatch.agent.posix.FileStatus;
import dev.keepwatch.agent.posix.Posix;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.agent.restore.OwnerNumbers.Numbers;
import dev.keepwatch.agent.tree.Attributes;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.Owner;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/// Makes entries that are no files, and gives all of them owner, mode and time.
final class EntryMaker {

  /// While a directory is being filled nobody else looks into it.
  static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final int SET_ID = 06000;
  private static final String CAPABILITY = "security.capability";
  private static final String ACCESS_LISTS = "system.posix_acl_";

  private final OwnerNumbers owners;
  private final RestoreListener listener;
  private final Set<String> attributesRefused = new HashSet<>();
  private boolean ownersRefused;
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
  /// and counted. That a user who is not root cannot give files away is told once and is no
  /// failure. A program whose owner is another now does not run as its owner any more.
  void setMetadata(ArchivePath path, Path place, FileMetadata metadata) {
    boolean owned = own(path, place, metadata);
    if (metadata.details().known()) {
      attempt(path, "its access list", () -> dropInherited(place, metadata));
    }
    setAttributes(path, place, metadata.details().attributes(), owned);
    if (!metadata.isSymlink()) {
      int mode = owned || !metadata.isRegular() ? metadata.mode() : metadata.mode() & ~SET_ID;
      // Following links, for that sets the mode by name; else the JDK opens it, and waits on a
      // fifo.
      attempt(path, "its mode", () -> Files.setAttribute(place, "unix:mode", mode));
    }
    attempt(
        path,
        "its time",
        () ->
            Posix.utimensat(place, metadata.mtimeSecond(), metadata.details().mtimeNanos(), false));
  }

  /// Gives a directory that was there before, and that something came into, its mode and time back.
  void setBack(ArchivePath path, Path directory, FileStatus before) {
    int mode = before.mode() & 07777;
    attempt(path, "its mode", () -> Files.setAttribute(directory, "unix:mode", mode));
    attempt(
        path,
        "its time",
        () -> Posix.utimensat(directory, before.mtimeSecond(), before.mtimeNanos(), false));
  }

  /// What the directory around it hands down lets others in whom the backup does not know.
  private static void dropInherited(Path place, FileMetadata metadata) throws IOException {
    for (String name : ExtendedAttributes.names(place)) {
      if (name.startsWith(ACCESS_LISTS) && !metadata.details().attributes().has(name)) {
        ExtendedAttributes.remove(place, name);
      }
    }
  }

  /// After the owner, whose change takes capabilities away; before the mode, whose group bits an
  /// ACL changes.
  private void setAttributes(ArchivePath path, Path place, Attributes attributes, boolean owned) {
    attributes.forEach((name, value) -> {
      if (name.equals(CAPABILITY) && !owned) {
        return; // It would run with rights that its owner never had here.
      }
      try {
        ExtendedAttributes.set(place, name, value);
      } catch (IOException e) {
        tellOfAttribute(path, name, e);
      }
    });
  }

  /// Where a whole kind of attributes cannot be set, by this user or on this file system, one
  /// sentence is enough.
  private void tellOfAttribute(ArchivePath path, String name, IOException e) {
    String kind = name.substring(0, name.indexOf('.') + 1);
    if (!Refusal.isForbidden(e) && !Refusal.isUnsupported(e)) {
      failed(path, "its attribute " + name, e);
    } else if (attributesRefused.add(kind)) {
      listener.warning(
          "Attributes %s* cannot be set here, for instance %s of %s: %s. Everything else is restored."
              .formatted(kind, name, path, Refusal.words(e)));
    }
  }

  /// @return whether it belongs to its owner
  private boolean own(ArchivePath path, Path place, FileMetadata metadata) {
    try {
      checkPossible(metadata.owner());
      var numbers = owners.of(metadata.owner());
      if (numbers.isEmpty()) {
        return owners.byNumber(metadata.owner()).equals(ownerOf(place));
      }
      if (!ownersRefused) {
        Files.setAttribute(place, "unix:uid", numbers.get().uid(), LinkOption.NOFOLLOW_LINKS);
        Files.setAttribute(place, "unix:gid", numbers.get().gid(), LinkOption.NOFOLLOW_LINKS);
        return true;
      }
      return numbers.get().equals(ownerOf(place));
    } catch (IOException e) {
      tellOfOwner(path, e);
      return false;
    }
  }

  /// The kernel takes 32 bits, and the highest number for none.
  private static void checkPossible(Owner owner) throws IOException {
    long highest = Math.max(owner.uid(), owner.gid());
    if (Math.min(owner.uid(), owner.gid()) < 0 || highest >= 0xffff_ffffL) {
      throw new IOException("%d:%d is nobody's number".formatted(owner.uid(), owner.gid()));
    }
  }

  private static Numbers ownerOf(Path place) throws IOException {
    return new Numbers(
        (int) Files.getAttribute(place, "unix:uid", LinkOption.NOFOLLOW_LINKS),
        (int) Files.getAttribute(place, "unix:gid", LinkOption.NOFOLLOW_LINKS));
  }

  private void tellOfOwner(ArchivePath path, IOException e) {
    if (!Refusal.isForbidden(e)) {
      failed(path, "its owner", e);
    } else if (!ownersRefused) {
      ownersRefused = true;
      listener.warning(
          "Only root can give files to their owners; what is restored here belongs to the user who"
              + " restores it. (--no-restore-ownership does not try.)");
    }
  }

  private void attempt(ArchivePath path, String what, Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException e) {
      failed(path, what, e);
    }
  }

  private void failed(ArchivePath path, String what, IOException e) {
    failures++;
    listener.failed(path, what + " could not be set: " + Refusal.words(e));
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException;
  }
}
