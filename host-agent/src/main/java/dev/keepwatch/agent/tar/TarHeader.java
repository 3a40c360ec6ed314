package dev.keepwatch.agent.tar;

import dev.keepwatch.agent.tree.FileMetadata;

/// A member as its header describes it.
///
/// @param name the member's name, raw bytes
/// @param metadata what the header says of the entry
/// @param bodyBytes length of the body
public record TarHeader(byte[] name, FileMetadata metadata, long bodyBytes) {

  /// The header of an entry that is gone: an empty file without owner, mode or time.
  public static TarHeader ofDeleted(byte[] name) {
    return new TarHeader(name, FileMetadata.NOTHING, 0);
  }
}
