package dev.keepwatch.agent.source;

import dev.keepwatch.agent.posix.Posix;
import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.FileMetadata.DeviceNumbers;
import dev.keepwatch.agent.tree.LinkTarget;
import dev.keepwatch.agent.tree.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Looks at entries of the file system with one system call each, and remembers the names of
/// owners.
final class FileAttributes {

  /// What is known of an entry.
  ///
  /// @param metadata nothing for a socket
  /// @param place where it really is
  record Found(Optional<FileMetadata> metadata, long sizeBytes, Inode place) {}

  /// What tells two entries apart whatever their names.
  record Inode(long filesystem, long number) {}

  private static final int FORMAT = 0xf000;
  private static final String WANTED = "unix:mode,uid,gid,lastModifiedTime,size,rdev,dev,ino";

  private final Map<Integer, String> users = new HashMap<>();
  private final Map<Integer, String> groups = new HashMap<>();

  Found look(Path file) throws IOException {
    Map<String, Object> all = Files.readAttributes(file, WANTED, LinkOption.NOFOLLOW_LINKS);
    int mode = (int) of(all, "mode");
    var type = type(mode & FORMAT);
    long size = (long) of(all, "size");
    var place = new Inode((long) of(all, "dev"), (long) of(all, "ino"));
    if (type.isEmpty()) {
      return new Found(Optional.empty(), size, place);
    }
    var owner = owner(file, (int) of(all, "uid"), (int) of(all, "gid"));
    long mtime = ((FileTime) of(all, "lastModifiedTime")).to(TimeUnit.SECONDS);
    var link =
        type.get() == EntryType.SYMLINK ? new LinkTarget(Posix.readlink(file)) : LinkTarget.NONE;
    var device = type.get().isDevice() ? device((long) of(all, "rdev")) : DeviceNumbers.NONE;
    var metadata = new FileMetadata(type.get(), mode & 0xfff, owner, mtime, link, device);
    return new Found(Optional.of(metadata), size, place);
  }

  private static Object of(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
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

  /// How Linux packs two numbers into one (`makedev(3)`).
  private static DeviceNumbers device(long rdev) {
    long major = rdev >> 8 & 0xfff | rdev >> 32 & ~0xfffL;
    long minor = rdev & 0xff | rdev >> 12 & ~0xffL;
    return new DeviceNumbers((int) major, (int) minor);
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
