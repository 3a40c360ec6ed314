package dev.keepwatch.agent.source;

import dev.keepwatch.agent.posix.ExtendedAttributes;
import dev.keepwatch.agent.posix.FileStatus;
import dev.keepwatch.agent.posix.Posix;
import dev.keepwatch.agent.tree.Attributes;
import dev.keepwatch.agent.tree.Details;
import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.FileMetadata.DeviceNumbers;
import dev.keepwatch.agent.tree.LinkGroup;
import dev.keepwatch.agent.tree.LinkTarget;
import dev.keepwatch.agent.tree.Owner;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Looks at entries of the file system, and remembers the names of owners.
final class FileAttributes {

  /// What is known of an entry.
  ///
  /// @param metadata nothing for a socket
  /// @param place where it really is
  record Found(Optional<FileMetadata> metadata, long sizeBytes, Inode place) {}

  /// What tells two entries apart whatever their names.
  record Inode(long filesystem, long number) {
    static Inode of(FileStatus status) {
      return new Inode(status.filesystem(), status.inode());
    }
  }

  private static final int FORMAT = 0xf000;

  /// A member's header, with everything in it, must stay far below what readers take.
  private static final long MOST_ATTRIBUTES = 256 * 1024;

  private final Map<Integer, String> users = new HashMap<>();
  private final Map<Integer, String> groups = new HashMap<>();

  Found look(Path file) throws IOException {
    var status = FileStatus.of(file);
    var place = Inode.of(status);
    var type = type(status.mode() & FORMAT);
    if (type.isEmpty()) {
      return new Found(Optional.empty(), status.sizeBytes(), place);
    }
    var link =
        type.get() == EntryType.SYMLINK ? new LinkTarget(Posix.readlink(file)) : LinkTarget.NONE;
    var device =
        type.get().isDevice()
            ? new DeviceNumbers(status.deviceMajor(), status.deviceMinor())
            : DeviceNumbers.NONE;
    var metadata =
        new FileMetadata(
            type.get(),
            status.mode() & 0xfff,
            owner(file, status.uid(), status.gid()),
            status.mtimeSecond(),
            link,
            device,
            details(type.get(), status));
    return new Found(Optional.of(metadata), status.sizeBytes(), place);
  }

  private static Details details(EntryType type, FileStatus status) {
    boolean regular = type == EntryType.REGULAR;
    return new Details(
        true,
        status.mtimeNanos(),
        regular ? status.sizeBytes() : 0,
        regular && status.allocatedBytes() < status.sizeBytes(),
        regular && status.links() > 1 ? group(status) : LinkGroup.NONE,
        Attributes.NONE);
  }

  /// An inode's number is used again when its file is gone; the time at which it was made is not.
  /// The file system's number differs with every snapshot that is mounted, and is no part of it.
  private static LinkGroup group(FileStatus status) {
    return new LinkGroup("%x.%x".formatted(status.inode(), status.bornSecond()));
  }

  /// The same with the entry's extended attributes.
  ///
  /// @throws FileSystemException if they cannot be read, or are too many to be kept
  static FileMetadata withExtended(Path file, FileMetadata metadata) throws IOException {
    var names = ExtendedAttributes.names(file);
    if (names.isEmpty()) {
      return metadata;
    }
    var found = values(file, names);
    if (found.sizeBytes() > MOST_ATTRIBUTES) {
      throw new FileSystemException(
          file.toString(), null, "they have " + found.sizeBytes() + " bytes, which is too much");
    }
    return metadata.with(metadata.details().with(found));
  }

  private static Attributes values(Path file, List<String> names) throws IOException {
    var values = new HashMap<String, byte[]>();
    for (String name : names) {
      ExtendedAttributes.value(file, name).ifPresent(value -> values.put(name, value));
    }
    return Attributes.of(values);
  }

  private static Optional<EntryType> type(int format) {
    return Optional.ofNullable(
        switch (format) {
          case 0x8000 -> EntryType.REGULAR;
          case 0x4000 -> EntryType.DIRECTORY;
          case 0xa000 -> EntryType.SYMLINK;
          case 0x1000 -> EntryType.FIFO;
          case 0x2000 -> EntryType.CHARACTER_DEVICE;
          case 0x6000 -> EntryType.BLOCK_DEVICE;
          default -> null;
        });
  }

  private Owner owner(Path file, int uid, int gid) throws IOException {
    String user = users.get(uid);
    if (user == null) {
      user = name(file, "unix:owner", uid);
      users.put(uid, user);
    }
    String group = groups.get(gid);
    if (group == null) {
      group = name(file, "unix:group", gid);
      groups.put(gid, group);
    }
    return new Owner(Integer.toUnsignedLong(uid), Integer.toUnsignedLong(gid), user, group);
  }

  private static String name(Path file, String attribute, int number) throws IOException {
    String name = String.valueOf(Files.getAttribute(file, attribute, LinkOption.NOFOLLOW_LINKS));
    // An owner without a name is shown by its number, signed or not.
    return name.equals(Integer.toString(number)) || name.equals(Integer.toUnsignedString(number))
        ? ""
        : name;
  }
}
