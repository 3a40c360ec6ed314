package dev.keepwatch.agent.archive;

import java.io.IOException;
import java.io.OutputStream;

/// Writes what is to be in a file, from its beginning to its end.
@FunctionalInterface
public interface Content {

  /// @param sink stays open
  void writeTo(OutputStream sink) throws IOException;
}
