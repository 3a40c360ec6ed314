package dev.keepwatch.agent.journal;

import java.io.IOException;
import java.io.Serial;

/// A journal that cannot be understood: of another version, or damaged. The message says which.
public final class JournalException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  JournalException(String message) {
    super(message);
  }
}
