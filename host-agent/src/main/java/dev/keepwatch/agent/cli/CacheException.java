package dev.keepwatch.agent.cli;

import java.io.IOException;
import java.io.Serial;

/// A cache directory that cannot be made or written to.
final class CacheException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  CacheException(String message, IOException cause) {
    super(message, cause);
  }
}
