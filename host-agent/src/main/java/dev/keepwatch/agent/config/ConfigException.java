package dev.keepwatch.agent.config;

import java.io.Serial;

/// A configuration that cannot be understood. The message begins with file and line.
public final class ConfigException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  /// @param line counted from 1
  ConfigException(String file, int line, String problem) {
    super(file + ":" + line + ": " + problem);
  }
}
