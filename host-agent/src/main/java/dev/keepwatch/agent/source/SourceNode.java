package dev.keepwatch.agent.source;

import dev.keepwatch.agent.tree.Placed;
import dev.keepwatch.format.archive.ArchivePath;

/// What the walk finds at a path: an entry, or something that it could not look at.
public sealed interface SourceNode extends Placed permits SourceEntry, SourceNode.Unreadable {

  /// An entry that is there but could not be looked at. What an earlier backup knows of it and of
  /// everything below must not be taken for deleted.
  record Unreadable(ArchivePath path) implements SourceNode {}
}
