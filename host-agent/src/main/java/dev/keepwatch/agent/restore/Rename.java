package dev.keepwatch.agent.restore;

import dev.keepwatch.format.archive.ArchivePath;

/// Another place for an entry and what is below it, both as seen from the part that is restored.
///
/// @param from where it is in the backup
/// @param to where it comes
public record Rename(ArchivePath from, ArchivePath to) {

  boolean concerns(ArchivePath path) {
    return path.startsWith(from);
  }

  ArchivePath apply(ArchivePath path) {
    var rest = path.relativeTo(from);
    if (rest.isRoot() || to.isRoot()) {
      return rest.isRoot() ? to : rest;
    }
    byte[] parent = to.bytes();
    byte[] below = rest.bytes();
    var joined = new byte[parent.length + 1 + below.length];
    System.arraycopy(parent, 0, joined, 0, parent.length);
    joined[parent.length] = '/';
    System.arraycopy(below, 0, joined, parent.length + 1, below.length);
    return ArchivePath.of(joined);
  }
}
