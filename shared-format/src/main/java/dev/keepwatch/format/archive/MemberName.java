package dev.keepwatch.format.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a volume calls one of its members (FORMAT.md §4.2).
///
/// @param kind what the member's data is
/// @param path the entry that the member belongs to
/// @param part 1, 2, … for a piece of data that is split over several members; 0 for data in one
///   piece
public record MemberName(Kind kind, ArchivePath path, int part) {

  /// What a member holds.
  public enum Kind {
    /// The whole new state of an entry.
    SNAPSHOT("snapshot/", "multivol_snapshot/"),
    /// The difference of a regular file from its previous state, as a librsync delta.
    DIFF("diff/", "multivol_diff/"),
    /// The entry is no longer there.
    DELETED("deleted/", "");

    private final String prefix;
    private final String splitPrefix;

    Kind(String prefix, String splitPrefix) {
      this.prefix = prefix;
      this.splitPrefix = splitPrefix;
    }
  }

  public MemberName {
    if (part < 0 || (part > 0 && kind == Kind.DELETED)) {
      throw new IllegalArgumentException("a member cannot be part " + part + " of " + kind);
    }
  }

  /// Whether this member is one of several that together hold one entry's data.
  public boolean isPart() {
    return part > 0;
  }

  /// The name as it stands in the tar header. Directories end in `/`.
  ///
  /// The root is `snapshot/./` as a directory. Where the source is a single file, the root is that
  /// file: then it is the bare prefix, and the parts stand below `.`, as in `multivol_diff/./1`.
  public byte[] toBytes(boolean directory) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(ascii(isPart() ? kind.splitPrefix : kind.prefix));
    out.writeBytes(path.isRoot() && (directory || isPart()) ? ascii(".") : path.bytes());
    if (isPart()) {
      out.writeBytes(ascii("/" + part));
    } else if (directory) {
      out.write('/');
    }
    return out.toByteArray();
  }

  /// Understands the name of a volume's member.
  ///
  /// @throws IllegalArgumentException if it has none of the known prefixes, no valid part number,
  ///   or a path that leaves the tree
  public static MemberName parse(byte[] name) {
    for (var kind : Kind.values()) {
      if (NameBytes.startsWith(name, kind.prefix)) {
        return new MemberName(kind, NameBytes.path(name, kind.prefix.length(), name.length), 0);
      }
      if (!kind.splitPrefix.isEmpty() && NameBytes.startsWith(name, kind.splitPrefix)) {
        return parsePart(kind, name);
      }
    }
    throw new IllegalArgumentException(
        "not the name of a volume's member: " + NameBytes.brief(name));
  }

  private static MemberName parsePart(Kind kind, byte[] name) {
    int start = kind.splitPrefix.length();
    int slash = name.length - 1;
    while (slash >= start && name[slash] != '/') {
      slash--;
    }
    int part = partNumber(Arrays.copyOfRange(name, slash + 1, name.length));
    if (part < 1) {
      throw new IllegalArgumentException(
          "a split member without its number: " + NameBytes.brief(name));
    }
    return new MemberName(kind, NameBytes.path(name, start, Math.max(start, slash)), part);
  }

  /// @return 0 if these are not the digits of a number
  private static int partNumber(byte[] digits) {
    long number = 0;
    for (byte digit : digits) {
      if (digit < '0' || digit > '9' || number > Integer.MAX_VALUE) {
        return 0;
      }
      number = number * 10 + (digit - '0');
    }
    return number > Integer.MAX_VALUE ? 0 : (int) number;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
