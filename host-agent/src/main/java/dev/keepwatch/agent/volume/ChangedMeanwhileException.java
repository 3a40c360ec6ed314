package dev.keepwatch.agent.volume;

import dev.keepwatch.format.archive.ArchivePath;
import java.io.IOException;
import java.io.Serial;

/// A file of which an interrupted run has stored the beginning, and which does not begin so any
/// more: the set that was begun cannot be finished.
public final class ChangedMeanwhileException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  ChangedMeanwhileException(ArchivePath path, String how) {
    super("'%s', of which the beginning is stored, has changed since (%s)".formatted(path, how));
  }
}
