package dev.keepwatch.agent.signatures;

import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What an entry that is gone was before: volumes do not tell, the signatures of the sets before
/// do.
public final class DeletedTypes {

  private final PathSequence<SignatureEntry> before;
  private @Nullable SignatureEntry head;
  private boolean ended;

  /// @param before the tree that the sets before remember; stays the caller's to close
  public DeletedTypes(PathSequence<SignatureEntry> before) {
    this.before = before;
  }

  /// Whether it was a regular file, as the list of changed files wants to know. Paths must be asked
  /// for in archive order.
  public boolean wasRegular(ArchivePath path) throws IOException {
    while (!ended && (head == null || head.path().compareTo(path) < 0)) {
      head = next();
      ended = head == null;
    }
    return head != null && head.path().equals(path) && head.metadata().isRegular();
  }

  /// Behind a damage nothing is known.
  private @Nullable SignatureEntry next() throws IOException {
    try {
      return before.next();
    } catch (SignatureDamageException e) {
      return null;
    }
  }
}
