package dev.keepwatch.agent.tree;

import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;

/// Entries that do not follow each other in archive order; merging them would lose some silently.
public final class OutOfOrderException extends IOException {

  private static final long serialVersionUID = 1L;

  public OutOfOrderException(ArchivePath before, ArchivePath after) {
    super("'" + after + "' comes after '" + before + "', against the order of the archive");
  }
}
