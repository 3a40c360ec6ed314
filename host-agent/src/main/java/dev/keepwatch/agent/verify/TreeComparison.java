package dev.keepwatch.agent.verify;

import dev.keepwatch.agent.history.BackedUpEntry;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.agent.source.SourceEntry;
import dev.keepwatch.agent.source.SourceNode;
import dev.keepwatch.agent.source.SourceProblems;
import dev.keepwatch.agent.source.SourceTree;
import dev.keepwatch.agent.tree.PathMerge;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Merges the tree then with the tree now, and tells what differs. Every file of the backup is put
/// together on the way, whether its data is compared or not.
///
/// What nobody knows is not compared: what lies in damaged volumes, and what lies below a directory
/// of the source that cannot be read.
final class TreeComparison implements SourceProblems {

  private final VerifyRequest request;
  private final DataComparison data;
  private final LostRanges lost;
  private final Damages damages;
  private final VerifyListener listener;
  private @Nullable ArchivePath hidden;
  private long backedUp;
  private long compared;
  private long differences;
  private long unreadable;

  TreeComparison(
      VerifyRequest request,
      DataComparison data,
      LostRanges lost,
      Damages damages,
      VerifyListener listener) {
    this.request = request;
    this.data = data;
    this.lost = lost;
    this.damages = damages;
    this.listener = listener;
  }

  /// @param tree closed when this returns
  void run(PathSequence<BackedUpEntry> tree) throws IOException {
    try (var then = new RelativeTree(tree, request.path());
        var now = new SourceTree(request.source(), request.selection(), this);
        var both = new PathMerge<>(then, now)) {
      while (both.advance()) {
        compare(both.left(), both.right());
      }
    }
  }

  long backedUp() {
    return backedUp;
  }

  long compared() {
    return compared;
  }

  long differences() {
    return differences;
  }

  long unreadable() {
    return unreadable;
  }

  private void compare(RelativeTree.@Nullable Entry then, @Nullable SourceNode now)
      throws IOException {
    if (then != null) {
      backedUp++;
    }
    if (now instanceof SourceNode.Unreadable
        || now instanceof SourceEntry entry && !entry.childrenKnown()) {
      hidden = now.path();
    }
    if (isLost(then, now) || isHidden(then, now)) {
      return;
    }
    compared++;
    difference(then, (SourceEntry) now)
        .ifPresent(found -> {
          differences++;
          listener.differs(found);
        });
  }

  private boolean isLost(RelativeTree.@Nullable Entry then, @Nullable SourceNode now) {
    return then != null && lost.contain(then.backedUp().path())
        || now != null && lost.contain(inBackup(now.path()));
  }

  private boolean isHidden(RelativeTree.@Nullable Entry then, @Nullable SourceNode now) {
    return now instanceof SourceNode.Unreadable
        || now == null && then != null && hidden != null && then.path().startsWith(hidden);
  }

  private ArchivePath inBackup(ArchivePath path) {
    if (request.path().isRoot() || path.isRoot()) {
      return path.isRoot() ? request.path() : path;
    }
    byte[] above = request.path().bytes();
    byte[] below = path.bytes();
    byte[] whole = Arrays.copyOf(above, above.length + 1 + below.length);
    whole[above.length] = '/';
    System.arraycopy(below, 0, whole, above.length + 1, below.length);
    return ArchivePath.of(whole);
  }

  private Optional<Difference> difference(
      RelativeTree.@Nullable Entry then, @Nullable SourceEntry now) throws IOException {
    if (then == null) {
      return Optional.ofNullable(now).map(entry -> new Difference.New(entry.path()));
    }
    if (now == null) {
      proveData(then);
      return Optional.of(new Difference.Missing(then.path()));
    }
    var metadata =
        new MetadataComparison(then.path(), now.metadata(), then.backedUp().metadata())
            .difference();
    if (metadata.isEmpty() && request.compareData() && now.metadata().isRegular()) {
      return compareData(then, now);
    }
    proveData(then);
    return metadata;
  }

  private void proveData(RelativeTree.Entry then) throws IOException {
    if (then.backedUp().metadata().isRegular()) {
      try {
        data.prove(then.backedUp());
      } catch (IOException e) {
        noteUnlessLost(then, e);
      }
    }
  }

  private Optional<Difference> compareData(RelativeTree.Entry then, SourceEntry now)
      throws IOException {
    try {
      return data.same(then.backedUp(), now)
          ? Optional.empty()
          : Optional.of(new Difference.Data(then.path()));
    } catch (DataComparison.SourceFailure e) {
      if (e.reason() instanceof NoSuchFileException) {
        return Optional.of(new Difference.Missing(then.path()));
      }
      compared--;
      unreadable(now.path(), Refusal.words(e.reason()));
    } catch (IOException e) {
      noteUnlessLost(then, e);
    }
    return Optional.empty();
  }

  /// A file that goes on in a volume which turns out to be damaged has been told with it.
  private void noteUnlessLost(RelativeTree.Entry then, IOException failure) throws IOException {
    compared--;
    if (!lost.contain(then.backedUp().path())) {
      damages.note(failure);
    }
  }

  @Override
  public void unreadable(ArchivePath path, String reason) {
    unreadable++;
    listener.unreadable(path, reason);
  }

  @Override
  public void skipped(ArchivePath path, String reason) {
    listener.skipped(path, reason);
  }
}
