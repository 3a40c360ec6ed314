package dev.keepwatch.agent.backup;

import java.io.IOException;
import java.io.Serial;

/// The set that an interrupted run has begun cannot be finished. The message says why.
final class GivenUpException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  GivenUpException(String message) {
    super(message);
  }
}
