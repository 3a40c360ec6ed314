package dev.keepwatch.agent.verify;

import dev.keepwatch.agent.history.BackedUpEntry;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.agent.tree.Placed;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A backed-up tree seen from a path in it.
final class RelativeTree implements PathSequence<RelativeTree.Entry> {

  /// @param path seen from there
  record Entry(ArchivePath path, BackedUpEntry backedUp) implements Placed {}

  private final PathSequence<BackedUpEntry> tree;
  private final ArchivePath from;

  RelativeTree(PathSequence<BackedUpEntry> tree, ArchivePath from) {
    this.tree = tree;
    this.from = from;
  }

  @Override
  public @Nullable Entry next() throws IOException {
    var entry = tree.next();
    return entry == null ? null : new Entry(entry.path().relativeTo(from), entry);
  }

  @Override
  public void close() throws IOException {
    tree.close();
  }
}
