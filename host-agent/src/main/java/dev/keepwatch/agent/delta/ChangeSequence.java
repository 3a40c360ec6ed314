package dev.keepwatch.agent.delta;

import dev.keepwatch.agent.signatures.SignatureEntry;
import dev.keepwatch.agent.source.SourceEntry;
import dev.keepwatch.agent.source.SourceNode;
import dev.keepwatch.agent.tree.PathMerge;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The changes between the tree that the signatures remember and the source as it is now.
///
/// What could not be looked at is no change: neither the entry nor what lies below it counts as
/// gone. A file whose time is not before the newest backup's second may have changed in that same
/// second after it was read; it is compared by its data.
public final class ChangeSequence implements PathSequence<Change> {

  private final PathMerge<SourceNode, SignatureEntry> trees;
  private final LongPredicate uncertain;
  private @Nullable ArchivePath unknown;

  /// Both trees are closed with this.
  ///
  /// @param uncertain of which times, in seconds since 1970, two states of a file can be
  public ChangeSequence(
      PathSequence<SourceNode> now, PathSequence<SignatureEntry> then, LongPredicate uncertain) {
    this.trees = new PathMerge<>(now, then);
    this.uncertain = uncertain;
  }

  @Override
  public @Nullable Change next() throws IOException {
    while (trees.advance()) {
      var change = change(trees.left(), trees.right());
      if (change != null) {
        return change;
      }
    }
    return null;
  }

  private @Nullable Change change(@Nullable SourceNode now, @Nullable SignatureEntry then) {
    return switch (now) {
      case null -> then == null ? null : gone(then);
      case SourceNode.Unreadable(var path) -> {
        unknown = path;
        yield null;
      }
      case SourceEntry entry -> {
        if (!entry.childrenKnown()) {
          unknown = entry.path();
        }
        yield compare(entry, then);
      }
    };
  }

  private @Nullable Change gone(SignatureEntry then) {
    return unknown != null && then.path().startsWith(unknown)
        ? null
        : new Change.Gone(then.path(), then.metadata().isRegular());
  }

  private Change compare(SourceEntry now, @Nullable SignatureEntry then) {
    if (then == null) {
      return new Change.Whole(now);
    }
    boolean files = now.metadata().isRegular() && then.metadata().isRegular();
    boolean certain = !files || !uncertain.test(now.metadata().mtimeSecond());
    if (certain && now.metadata().sameAs(then.metadata())) {
      return new Change.None(now);
    }
    return files ? new Change.Difference(now, then) : new Change.Whole(now);
  }

  @Override
  public void close() throws IOException {
    trees.close();
  }
}
