package dev.keepwatch.agent.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A storage that refused or failed. The message says what was tried, on which file of which place,
/// and what can be done now; it holds no secret.
public final class StorageException extends IOException {

  private static final long serialVersionUID = 1L;

  /// What a program can make of it.
  public enum Reason {
    /// There is no such file, directory or bucket.
    ABSENT,
    /// It is there, or may be, and we may not.
    DENIED,
    /// There is a file of that name already, and it stays.
    EXISTS,
    /// It is there, in an archive class, and must be brought back (thawed) before it can be read.
    FROZEN,
    /// Asking again later may help; the storage's own attempts are used up.
    TRANSIENT,
    /// Somebody has to set something first: credentials, region, endpoint.
    MISCONFIGURED,
    /// It has no such function at all, whoever asks for whatever file.
    UNSUPPORTED,
    /// There is no room left, on the disk or in the quota.
    FULL,
    /// Anything else. Asking again will not help.
    FAILED
  }

  private final Reason reason;

  public StorageException(Reason reason, String message) {
    this(reason, message, null);
  }

  public StorageException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
