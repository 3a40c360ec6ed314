package dev.keepwatch.agent.tree;

import dev.keepwatch.format.archive.ArchivePath;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Two trees side by side: at each step the entry of one, of the other, or of both at the same
/// path.
public final class PathMerge<L extends Placed, R extends Placed> implements Closeable {

  private final Ordered<L> lefts;
  private final Ordered<R> rights;
  private @Nullable L left;
  private @Nullable R right;
  private boolean takeLeft = true;
  private boolean takeRight = true;

  public PathMerge(PathSequence<L> lefts, PathSequence<R> rights) {
    this.lefts = new Ordered<>(lefts);
    this.rights = new Ordered<>(rights);
  }

  /// Goes to the next path.
  ///
  /// @return false after the last one
  /// @throws OutOfOrderException if one of the trees is not in archive order
  public boolean advance() throws IOException {
    if (takeLeft) {
      left = lefts.next();
    }
    if (takeRight) {
      right = rights.next();
    }
    int order = order();
    takeLeft = order <= 0;
    takeRight = order >= 0;
    return left != null || right != null;
  }

  private int order() {
    if (left == null || right == null) {
      return left == null ? 1 : -1;
    }
    return left.path().compareTo(right.path());
  }

  /// The entry of the first tree at this path, if it has one.
  public @Nullable L left() {
    return takeLeft ? left : null;
  }

  /// The entry of the second tree at this path, if it has one.
  public @Nullable R right() {
    return takeRight ? right : null;
  }

  @Override
  public void close() throws IOException {
    try (lefts;
        rights) {
      left = null;
      right = null;
    }
  }

  /// Passes a sequence on and notices when it runs backwards: a merge would lose entries silently.
  private static final class Ordered<T extends Placed> implements Closeable {
    private final PathSequence<T> entries;
    private @Nullable ArchivePath last;

    Ordered(PathSequence<T> entries) {
      this.entries = entries;
    }

    @Nullable T next() throws IOException {
      T entry = entries.next();
      if (entry != null) {
        if (last != null && entry.path().compareTo(last) <= 0) {
          throw new OutOfOrderException(last, entry.path());
        }
        last = entry.path();
      }
      return entry;
    }

    @Override
    public void close() throws IOException {
      entries.close();
    }
  }
}
