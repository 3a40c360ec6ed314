package dev.keepwatch.agent.tar;

import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.LinkTarget;
import dev.keepwatch.agent.tree.Owner;

/// A member as its header describes it.
///
/// @param name the member's name, raw bytes
/// @param metadata what the header says of the entry
/// @param bodyBytes length of the body
public record TarHeader(byte[] name, FileMetadata metadata, long bodyBytes) {

  private static final FileMetadata NOTHING =
      new FileMetadata(
          EntryType.REGULAR,
          0,
          new Owner(0, 0, "", ""),
          0,
          LinkTarget.NONE,
          FileMetadata.DeviceNumbers.NONE);

  /// The header of an entry that is gone: an empty file without owner, mode or time.
  public static TarHeader ofDeleted(byte[] name) {
    return new TarHeader(name, NOTHING, 0);
  }
}
