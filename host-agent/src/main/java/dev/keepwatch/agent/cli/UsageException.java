package dev.keepwatch.agent.cli;

import java.io.Serial;

/// A command line that cannot be understood. The message says why, in a sentence.
final class UsageException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final ExitCode code;

  UsageException(String message) {
    this(ExitCode.COMMAND_LINE, message);
  }

  UsageException(ExitCode code, String message) {
    super(message);
    this.code = code;
  }

  ExitCode code() {
    return code;
  }
}
