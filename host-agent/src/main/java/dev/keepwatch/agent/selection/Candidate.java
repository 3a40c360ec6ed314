package dev.keepwatch.agent.selection;

import dev.keepwatch.format.archive.ArchivePath;

/// An entry of the source, as far as rules ask about it.
public interface Candidate {

  ArchivePath path();

  boolean isDirectory();

  boolean isRegular();

  boolean isDevice();

  long mtimeSecond();

  /// Whether it lies on another file system than the source itself.
  boolean isOnOtherFilesystem();

  /// Whether it is a directory that holds an entry of this name.
  boolean holds(byte[] name);
}
