package dev.keepwatch.agent.verify;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.tar.TarException;
import dev.keepwatch.agent.tree.OutOfOrderException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was found damaged: all of it is told, the first is kept.
final class Damages {

  private final VerifyListener listener;
  private @Nullable IOException first;
  private long count;

  Damages(VerifyListener listener) {
    this.listener = listener;
  }

  /// Takes note of a damage.
  ///
  /// @throws IOException itself, if it is none: what keeps us from looking (no key, no network)
  ///   ends the run
  void note(IOException failure) throws IOException {
    if (!isDamage(failure)) {
      throw failure;
    }
    count++;
    if (first == null) {
      first = failure;
    }
    listener.damaged(failure);
  }

  private static boolean isDamage(IOException failure) {
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

  long count() {
    return count;
  }

  Optional<IOException> first() {
    return Optional.ofNullable(first);
  }
}
