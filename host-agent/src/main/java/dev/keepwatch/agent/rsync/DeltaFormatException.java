package dev.keepwatch.agent.rsync;

import java.io.IOException;

/// What should be a delta is none, is cut or damaged, does not belong to this basis, or makes more
/// than it may.
///
/// What was written of the result until then must be thrown away. The message says what is wrong
/// with the delta; whoever knows the file's name adds it.
public final class DeltaFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  DeltaFormatException(String message) {
    super(message);
  }
}
