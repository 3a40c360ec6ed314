package dev.keepwatch.agent.identity;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// An account that refused or failed, or keys that are not as they must be. The message says what
/// was tried and what can be done now; it holds no secret.
public final class IdentityException extends IOException {

  private static final long serialVersionUID = 1L;

  /// What a program can make of it.
  public enum Reason {
    /// There is no such user, key or stack.
    ABSENT,
    /// The operator may not.
    DENIED,
    /// Going on would not be safe.
    REFUSED,
    /// Asking again later may help.
    TRANSIENT,
    /// Somebody has to set something first: credentials, region, endpoint.
    MISCONFIGURED,
    /// Anything else.
    FAILED
  }

  private final Reason reason;

  public IdentityException(Reason reason, String message) {
    this(reason, message, null);
  }

  public IdentityException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
