package dev.keepwatch.agent.signatures;

import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.format.naming.SetId;
import java.io.IOException;
import java.io.Serial;

/// The signature archive of a set cannot be read to its end, or contradicts itself.
public final class SignatureDamageException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient SetId set;

  SignatureDamageException(SetId set, IOException cause) {
    super("the signatures of the %s are damaged: %s".formatted(set, Refusal.words(cause)), cause);
    this.set = set;
  }

  /// Whose signatures they are.
  public SetId set() {
    return set;
  }
}
