package dev.keepwatch.format.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What a signature archive calls one of its members (FORMAT.md §5).
///
/// @param kind what the member says about the entry
/// @param path the entry
public record SignatureMemberName(Kind kind, ArchivePath path) {

  /// What a member of a signature archive says.
  public enum Kind {
    /// A regular file; the body holds its block sums.
    SIGNATURE("signature/"),
    /// Any other entry; the header says it all.
    SNAPSHOT("snapshot/"),
    /// The entry is no longer there.
    DELETED("deleted/");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  /// The name as it stands in the tar header: directories end in `/`, the root is the bare prefix,
  /// whatever it is.
  public byte[] toBytes(boolean directory) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(kind.prefix.getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(path.bytes());
    if (directory && !path.isRoot()) {
      out.write('/');
    }
    return out.toByteArray();
  }

  /// Understands the name of a signature archive's member.
  ///
  /// @throws IllegalArgumentException if it has none of the known prefixes, or a path that leaves
  ///   the tree
  public static SignatureMemberName parse(byte[] name) {
    for (var kind : Kind.values()) {
      if (NameBytes.startsWith(name, kind.prefix)) {
        return new SignatureMemberName(
            kind, NameBytes.path(name, kind.prefix.length(), name.length));
      }
    }
    throw new IllegalArgumentException(
        "not the name of a signature archive's member: " + NameBytes.brief(name));
  }
}
