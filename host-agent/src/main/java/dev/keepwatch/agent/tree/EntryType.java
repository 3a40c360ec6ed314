package dev.keepwatch.agent.tree;

/// What an entry of a tree is. Sockets are not kept.
public enum EntryType {
  REGULAR,
  DIRECTORY,
  SYMLINK,
  FIFO,
  CHARACTER_DEVICE,
  BLOCK_DEVICE;

  public boolean isDevice() {
    return this == CHARACTER_DEVICE || this == BLOCK_DEVICE;
  }
}
