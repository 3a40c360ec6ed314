package dev.keepwatch.agent.tree;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Entries of a tree in archive order, one after the other, never more than one at a time.
///
/// What an entry offers beyond its values (its data) is good only until [#next()] is called again.
public interface PathSequence<T extends Placed> extends Closeable {

  /// The next entry, `null` after the last.
  @Nullable T next() throws IOException;

  @Override
  void close() throws IOException;
}
