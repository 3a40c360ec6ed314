package dev.keepwatch.agent.selection;

import dev.keepwatch.format.archive.ArchivePath;

/// A file that only has a name.
record Entry(ArchivePath path, boolean isDirectory) implements Candidate {

  Entry(String path) {
    this(ArchivePath.of(path), false);
  }

  @Override
  public boolean isRegular() {
    return !isDirectory;
  }

  @Override
  public boolean isDevice() {
    return false;
  }

  @Override
  public long mtimeSecond() {
    return 0;
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
