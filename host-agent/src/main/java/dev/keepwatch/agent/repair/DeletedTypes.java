package dev.keepwatch.agent.repair;

import dev.keepwatch.agent.signatures.SignatureEntry;
import dev.keepwatch.agent.tree.PathSequence;
import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What an entry that is gone was before: volumes do not tell, the signatures of the sets before
/// do.
final class DeletedTypes {

  private final PathSequence<SignatureEntry> before;
  private @Nullable SignatureEntry head;

  /// @param before the tree that the sets before remember; stays the caller's to close
  DeletedTypes(PathSequence<SignatureEntry> before) {
    this.before = before;
  }

  /// Whether it was a regular file, as the list of changed files wants to know. Paths must be asked
  /// for in archive order.
  boolean wasRegular(ArchivePath path) throws IOException {
    while (head == null || head.path().compareTo(path) < 0) {
      head = before.next();
      if (head == null) {
        return false;
      }
    }
    return head.path().equals(path) && head.metadata().isRegular();
  }
}
