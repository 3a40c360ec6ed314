package dev.keepwatch.agent.engine;

import dev.keepwatch.agent.posix.PathBytes;
import dev.keepwatch.agent.posix.Posix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// A directory as lines `type mode uid gid mtime size content path`, in archive order: the form of
/// the fixtures' own listings. The time of a symbolic link is shown as `*`, since duplicity does
/// not restore it.
public final class TreeListing {

  private final Path root;
  private final List<String> lines = new ArrayList<>();

  private TreeListing(Path root) {
    this.root = root;
  }

  public static List<String> of(Path root) throws IOException {
    var listing = new TreeListing(root);
    listing.add(root, new byte[0]);
    return listing.lines;
  }

  /// A listing from a file of the fixtures, in the same form.
  public static List<String> read(Path listing) throws IOException {
    return Files.readAllLines(listing).stream().map(TreeListing::withoutLinkTime).toList();
  }

  private static String withoutLinkTime(String line) {
    String[] words = line.split(" ", 6);
    if (words[0].equals("l")) {
      words[4] = "*";
    }
    return String.join(" ", words);
  }

  private void add(Path file, byte[] relative) throws IOException {
    Map<String, Object> a = Files.readAttributes(file, "unix:*", LinkOption.NOFOLLOW_LINKS);
    int mode = (int) of(a, "mode");
    char type = type(mode);
    long mtime = ((FileTime) of(a, "lastModifiedTime")).to(TimeUnit.SECONDS);
    lines.add(
        "%s %04o %s %s %s %d %s %s"
            .formatted(
                type,
                mode & 0xfff,
                Integer.toUnsignedString((int) of(a, "uid")),
                Integer.toUnsignedString((int) of(a, "gid")),
                type == 'l' ? "*" : "" + mtime,
                type == 'f' ? (long) of(a, "size") : 0,
                content(type, file, (long) of(a, "rdev")),
                relative.length == 0 ? "." : escape(relative)));
    if (type == 'd') {
      for (byte[] name : names(file)) {
        add(PathBytes.toPath(file, name), join(relative, name));
      }
    }
  }

  private static Object of(Map<String, Object> attributes, String name) {
    return Objects.requireNonNull(attributes.get(name), name);
  }

  private static List<byte[]> names(Path directory) throws IOException {
    try (var children = Files.list(directory)) {
      return children
          .map(child -> PathBytes.of(child.getFileName()))
          .sorted(Arrays::compareUnsigned)
          .toList();
    }
  }

  private static byte[] join(byte[] directory, byte[] name) {
    if (directory.length == 0) {
      return name;
    }
    byte[] joined = Arrays.copyOf(directory, directory.length + 1 + name.length);
    joined[directory.length] = '/';
    System.arraycopy(name, 0, joined, directory.length + 1, name.length);
    return joined;
  }

  private static char type(int mode) {
    return switch (mode & 0xf000) {
      case 0x8000 -> 'f';
      case 0x4000 -> 'd';
      case 0xa000 -> 'l';
      case 0x1000 -> 'p';
      case 0x2000 -> 'c';
      case 0x6000 -> 'b';
      default -> '?';
    };
  }

  private static String content(char type, Path file, long rdev) throws IOException {
    return switch (type) {
      case 'f' -> sha256(file);
      case 'l' -> escape(Posix.readlink(file));
      case 'c', 'b' -> (rdev >> 8 & 0xfff) + "," + (rdev & 0xff);
      default -> "-";
    };
  }

  private static String sha256(Path file) {
    try (var in = Files.newInputStream(file)) {
      var digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[65536];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String escape(byte[] bytes) {
    var text = new StringBuilder();
    for (byte b : bytes) {
      int c = b & 0xff;
      text.append(c >= 33 && c < 127 && c != '\\' ? "" + (char) c : "\\x%02x".formatted(c));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return root + ": " + lines.size() + " entries";
  }
}
