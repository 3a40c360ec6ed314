package dev.keepwatch.agent.archive;

import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.tar.TarException;
import dev.keepwatch.agent.tree.OutOfOrderException;
import java.io.IOException;

/// Tells damage of an archive from what only keeps us from looking: a key that lacks, a network
/// that is down.
public final class Damage {

  private Damage() {}

  /// Whether a failure means that a file of the archive is not, or no longer, what it should be.
  /// Other files may be sound.
  public static boolean is(IOException failure) {
    return switch (failure) {
      case ArchiveException archive ->
          switch (archive.reason()) {
            case HASH_MISMATCH, DAMAGED, MANIFEST, MANIFESTS_DIFFER, NO_SIGNATURES -> true;
            default -> false;
          };
      case EnvelopeException envelope ->
          switch (envelope.reason()) {
            case DAMAGED, NOT_SIGNED, WRONG_SIGNER -> true;
            case NO_KEY, WRONG_PASSPHRASE, UNSUPPORTED -> false;
          };
      case StorageException storage -> storage.reason() == StorageException.Reason.ABSENT;
      case TarException tar -> true;
      case OutOfOrderException order -> true;
      default -> false;
    };
  }
}
