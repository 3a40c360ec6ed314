package dev.keepwatch.agent.tree;

import dev.keepwatch.format.archive.ArchivePath;

/// Something that has its place in a tree.
public interface Placed {
  ArchivePath path();
}
