package dev.keepwatch.agent.rsync;

import java.io.IOException;

/// What should be a signature is none, or is cut or damaged.
///
/// The message says what is wrong with it; whoever knows the file's name adds it.
public final class SignatureFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  SignatureFormatException(String message) {
    super(message);
  }
}
