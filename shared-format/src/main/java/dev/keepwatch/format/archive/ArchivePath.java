package dev.keepwatch.format.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A path inside an archive: the bytes of its components joined by `/`, relative to the source.
///
/// The order is that of the component tuples over unsigned bytes, so `dir/x` comes before
/// `dir-sibling`; every member stream of an archive is in this order (FORMAT.md §0.3). The root is
/// the empty path. A path never contains an empty component, `.`, `..` or a NUL byte, so that it
/// cannot point outside the tree that it is resolved against.
public final class ArchivePath implements Comparable<ArchivePath> {

  private static final ArchivePath ROOT = new ArchivePath(new byte[0]);

  private final byte[] bytes;

  private ArchivePath(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The source directory itself.
  public static ArchivePath root() {
    return ROOT;
  }

  /// @throws IllegalArgumentException if a component is empty, `.` or `..`, or a byte is NUL
  public static ArchivePath of(byte[] bytes) {
    return bytes.length == 0 ? ROOT : new ArchivePath(checked(bytes.clone()));
  }

  /// The path whose bytes are the UTF-8 form of `text`.
  ///
  /// @throws IllegalArgumentException as [#of(byte[])]
  public static ArchivePath of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] checked(byte[] bytes) {
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '/') {
        checkComponent(bytes, start, i);
        start = i + 1;
      } else if (bytes[i] == 0) {
        throw new IllegalArgumentException("a path with a NUL byte: " + NameBytes.brief(bytes));
      }
    }
    return bytes;
  }

  private static void checkComponent(byte[] bytes, int start, int end) {
    int length = end - start;
    boolean dots =
        (length == 1 && bytes[start] == '.')
            || (length == 2 && bytes[start] == '.' && bytes[start + 1] == '.');
    if (length == 0 || dots) {
      throw new IllegalArgumentException(
          "a path with an empty, '.' or '..' component: " + NameBytes.brief(bytes));
    }
  }

  public boolean isRoot() {
    return bytes.length == 0;
  }

  /// A copy of the bytes, components joined by `/`; empty for the root.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// Length in bytes.
  public int length() {
    return bytes.length;
  }

  /// The path of the entry called `name` inside this directory.
  ///
  /// @throws IllegalArgumentException if `name` is empty, `.`, `..` or contains a NUL byte or a `/`
  public ArchivePath child(byte[] name) {
    checkName(name);
    if (isRoot()) {
      return new ArchivePath(name.clone());
    }
    byte[] joined = Arrays.copyOf(bytes, bytes.length + 1 + name.length);
    joined[bytes.length] = '/';
    System.arraycopy(name, 0, joined, bytes.length + 1, name.length);
    return new ArchivePath(joined);
  }

  private static void checkName(byte[] name) {
    for (byte b : name) {
      if (b == '/') {
        throw new IllegalArgumentException("a name with a '/': " + NameBytes.brief(name));
      }
    }
    checked(name);
  }

  /// The directory that holds this path; the root is its own parent.
  public ArchivePath parent() {
    int slash = lastSlash();
    return slash < 0 ? ROOT : new ArchivePath(Arrays.copyOf(bytes, slash));
  }

  /// The last component; empty for the root.
  public byte[] name() {
    return Arrays.copyOfRange(bytes, lastSlash() + 1, bytes.length);
  }

  private int lastSlash() {
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] == '/') {
        return i;
      }
    }
    return -1;
  }

  /// Whether this is `ancestor` or lies below it.
  public boolean startsWith(ArchivePath ancestor) {
    int length = ancestor.bytes.length;
    return length == 0
        || (bytes.length >= length
            && Arrays.equals(bytes, 0, length, ancestor.bytes, 0, length)
            && (bytes.length == length || bytes[length] == '/'));
  }

  /// This path as seen from `ancestor`.
  ///
  /// @throws IllegalArgumentException if this path is not below `ancestor`
  public ArchivePath relativeTo(ArchivePath ancestor) {
    if (!startsWith(ancestor)) {
      throw new IllegalArgumentException(this + " is not below " + ancestor);
    }
    if (ancestor.isRoot()) {
      return this;
    }
    int skip = ancestor.bytes.length + 1;
    return skip > bytes.length
        ? ROOT
        : new ArchivePath(Arrays.copyOfRange(bytes, skip, bytes.length));
  }

  /// The first components of this path, at most as many as `other` has.
  public ArchivePath truncatedToDepthOf(ArchivePath other) {
    int depth = other.depth();
    int seen = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '/' && ++seen == depth) {
        return new ArchivePath(Arrays.copyOf(bytes, i));
      }
    }
    return depth == 0 ? ROOT : this;
  }

  /// Number of components; 0 for the root.
  public int depth() {
    int depth = isRoot() ? 0 : 1;
    for (byte b : bytes) {
      depth += b == '/' ? 1 : 0;
    }
    return depth;
  }

  @Override
  public int compareTo(ArchivePath other) {
    int at = Arrays.mismatch(bytes, other.bytes);
    if (at < 0) {
      return 0;
    }
    return rank(bytes, at) - rank(other.bytes, at);
  }

  /// End of path first, then the separator, then the bytes of names.
  private static int rank(byte[] bytes, int at) {
    if (at == bytes.length) {
      return -1;
    }
    return bytes[at] == '/' ? 0 : 1 + (bytes[at] & 0xff);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArchivePath that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /// The path for people: `.` for the root; bytes that are not UTF-8 as replacement characters,
  /// control characters as `\xHH`.
  @Override
  public String toString() {
    return isRoot() ? "." : NameBytes.display(bytes);
  }
}
