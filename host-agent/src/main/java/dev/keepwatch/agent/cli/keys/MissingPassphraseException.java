package dev.keepwatch.agent.cli.keys;

import java.io.IOException;
import java.io.Serial;

/// A passphrase is needed, and there is nobody to ask for it.
public final class MissingPassphraseException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  MissingPassphraseException(String message) {
    super(message);
  }
}
