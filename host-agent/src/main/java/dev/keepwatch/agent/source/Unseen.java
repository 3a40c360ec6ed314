package dev.keepwatch.agent.source;

import dev.keepwatch.agent.selection.Candidate;
import dev.keepwatch.format.archive.ArchivePath;

/// An entry that could not be looked at, supposed to be a directory or not.
record Unseen(ArchivePath path, boolean isDirectory) implements Candidate {

  @Override
  public boolean isRegular() {
    return false;
  }

  @Override
  public boolean isDevice() {
    return false;
  }

  @Override
  public long mtimeSecond() {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean isOnOtherFilesystem() {
    return false;
  }

  @Override
  public boolean holds(byte[] name) {
    return false;
  }
}
