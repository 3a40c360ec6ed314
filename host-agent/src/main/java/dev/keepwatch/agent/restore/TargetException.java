package dev.keepwatch.agent.restore;

import java.io.IOException;
import java.io.Serial;

/// A target that must not or cannot be written to. The message says why and what to do.
public final class TargetException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  TargetException(String message) {
    super(message);
  }

  TargetException(String message, IOException cause) {
    super(message, cause);
  }
}
