package dev.keepwatch.agent.tree;

import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;

/// Entries that do not follow each other in archive order; merging them would lose some silently.
public final class OutOfOrderException extends IOException {

  private static final long serialVersionUID = 1L;

  public OutOfOrderException(ArchivePath before, ArchivePath after) {
    this(before, after, "");
  }

  /// @param where in what they stand so; empty if that is not known
  public OutOfOrderException(ArchivePath before, ArchivePath after, String where) {
    super(
        "'%s' comes after '%s'%s, against the order of an archive: it was altered, or not written by a backup program. What was done before this is right; the rest is not touched"
            .formatted(after, before, where.isEmpty() ? "" : " in " + where));
  }
}
