package dev.keepwatch.demo;

import static java.util.Objects.requireNonNull;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.posix.Posix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// An entry of a tree as it lies on the disk; of a link, the link itself.
///
/// @param path where it lies
/// @param mode permissions and, in the bits above them, the kind of entry
/// @param sizeBytes its size
/// @param modified when its content was changed
/// @param owner the numbers of user and group
record TreeEntry(Path path, int mode, long sizeBytes, Instant modified, String owner) {

  private static final int KIND = 0170000;
  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int LINK = 0120000;
  private static final int PERMISSIONS = 07777;

  static TreeEntry read(Path path) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(
            path, "unix:mode,size,lastModifiedTime,uid,gid", LinkOption.NOFOLLOW_LINKS);
    return new TreeEntry(
        path,
        (Integer) requireNonNull(found.get("mode")),
        (Long) requireNonNull(found.get("size")),
        ((FileTime) requireNonNull(found.get("lastModifiedTime"))).toInstant(),
        found.get("uid") + ":" + found.get("gid"));
  }

  boolean isDirectory() {
    return (mode & KIND) == DIRECTORY;
  }

  boolean isRegular() {
    return (mode & KIND) == REGULAR;
  }

  boolean isLink() {
    return (mode & KIND) == LINK;
  }

  /// Whether it is none of these: a fifo, a socket or a device.
  boolean isSpecial() {
    return !isDirectory() && !isRegular() && !isLink();
  }

  boolean isSameKindAs(TreeEntry other) {
    return (mode & KIND) == (other.mode & KIND);
  }

  int permissions() {
    return mode & PERMISSIONS;
  }

  byte[] linkTarget() throws IOException {
    return Posix.readlink(path);
  }

  /// What lies in it, by the bytes of the names (as ISO 8859-1), in order.
  Map<String, Path> children() throws IOException {
    var children = new TreeMap<String, Path>();
    try (DirectoryStream<Path> content = Files.newDirectoryStream(path)) {
      for (Path child : content) {
        byte[] name = PathBytes.of(child.getFileName());
        children.put(new String(name, StandardCharsets.ISO_8859_1), child);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return children;
  }
}
