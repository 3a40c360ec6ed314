package dev.keepwatch.agent.verify;

import dev.keepwatch.agent.archive.Damage;
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
    if (!Damage.is(failure)) {
      throw failure;
    }
    count++;
    if (first == null) {
      first = failure;
    }
    listener.damaged(failure);
  }

  long count() {
    return count;
  }

  Optional<IOException> first() {
    return Optional.ofNullable(first);
  }
}
