package dev.keepwatch.agent.verify;

import dev.keepwatch.agent.tree.EntryType;
import dev.keepwatch.agent.tree.FileMetadata;
import dev.keepwatch.agent.tree.FileMetadata.DeviceNumbers;
import dev.keepwatch.agent.tree.LinkTarget;
import dev.keepwatch.format.archive.ArchivePath;

/// How an entry of the tree differs from the backup. Of several differences of an entry the first
/// in this order is told.
public sealed interface Difference {

  /// The entry, relative to what is compared.
  ArchivePath path();

  /// It is in the backup only.
  record Missing(ArchivePath path) implements Difference {}

  /// It is in the tree only.
  record New(ArchivePath path) implements Difference {}

  record Type(ArchivePath path, EntryType found, EntryType expected) implements Difference {}

  /// Owner or mode.
  record Permissions(ArchivePath path, FileMetadata found, FileMetadata expected)
      implements Difference {}

  record Time(ArchivePath path, long foundSecond, long expectedSecond) implements Difference {}

  record Link(ArchivePath path, LinkTarget found, LinkTarget expected) implements Difference {}

  record Device(ArchivePath path, DeviceNumbers found, DeviceNumbers expected)
      implements Difference {}

  /// The time within the second, the number of names, or extended attributes.
  record Details(ArchivePath path) implements Difference {}

  record Data(ArchivePath path) implements Difference {}
}
