package dev.keepwatch.agent.tagging;

import dev.keepwatch.agent.storage.StorageException;
import java.util.Optional;

/// What a tagging came to, in numbers of files.
///
/// @param tagged have the tag of their role now, or would have
/// @param right had it before
/// @param foreign are no part of the archive, and were left alone
/// @param failed could not be tagged
/// @param untried were not looked at any more, after too many failures in a row
/// @param firstFailure why the first of the failed could not be tagged
public record TaggingResult(
    long tagged,
    long right,
    long foreign,
    long failed,
    long untried,
    Optional<StorageException> firstFailure) {

  /// Whether there is nothing of an archive.
  public boolean isEmpty() {
    return tagged + right + failed + untried == 0;
  }
}
