package dev.keepwatch.agent.archive;

import java.io.IOException;
import java.io.Serial;

/// An archive that does not hold what it should, or not for this purpose. The message is for
/// people.
public final class ArchiveException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /// What a caller may tell apart.
  public enum Reason {
    /// There is no backup, or none of the time that was asked for.
    NO_BACKUP,
    /// A manifest that is needed is not there, or cannot be understood.
    MANIFEST,
    /// The manifest in the archive is not the one that the cache remembers.
    MANIFESTS_DIFFER,
    /// Signatures that are needed are not there.
    NO_SIGNATURES,
    /// There is nothing that an increment could build on.
    NO_PARENT,
    /// The archive is that of another host.
    OTHER_HOST,
    /// The archive is that of another source directory.
    OTHER_SOURCE,
    /// A volume's digest is not that of its manifest.
    HASH_MISMATCH,
    /// A volume is not there, or what it holds contradicts itself.
    DAMAGED,
    /// The path is not in the backup.
    NO_SUCH_PATH,
    /// Somebody else works with this cache.
    BUSY,
    /// There is not enough room for temporary files.
    NO_SPACE,
    /// The clock stands before the newest backup.
    CLOCK
  }

  private final Reason reason;

  public ArchiveException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public ArchiveException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
