package dev.keepwatch.agent.tagging;

import dev.keepwatch.agent.storage.StorageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Counts what becomes of files, and decides whether a failure speaks of more than its file: then
/// the others are spared. Used by several threads at once.
final class TaggingTally {

  /// After so many failures in a row the next file will fail too.
  static final int MOST_FAILURES = 100;

  /// The same where each of them was a long wait.
  static final int MOST_SILENCES = 16;

  private long tagged;
  private long right;
  private long foreign;
  private long failed;
  private long untried;
  private long inARow;
  private boolean givenUp;
  private @Nullable StorageException first;
  private @Nullable StorageException end;

  synchronized void tagged() {
    tagged++;
    inARow = 0;
  }

  synchronized void right() {
    right++;
    inARow = 0;
  }

  synchronized void foreign() {
    foreign++;
  }

  synchronized void untried() {
    untried++;
  }

  /// A file could not be tagged.
  ///
  /// @return whether it is about that file. What is about all is no matter of one of them, and ends
  ///   the run
  synchronized boolean failed(StorageException why) {
    if (isAboutAll(why)) {
      end = end == null ? why : end;
      return false;
    }
    failed++;
    inARow++;
    first = first == null ? why : first;
    givenUp |= inARow >= limit(why);
    return true;
  }

  private static boolean isAboutAll(StorageException why) {
    return switch (why.reason()) {
      case UNSUPPORTED, MISCONFIGURED -> true;
      case ABSENT, DENIED, EXISTS, FROZEN, TRANSIENT, FULL, FAILED -> false;
    };
  }

  private static int limit(StorageException why) {
    return why.reason() == StorageException.Reason.TRANSIENT ? MOST_SILENCES : MOST_FAILURES;
  }

  /// Whether no further file shall be tried.
  synchronized boolean isGivenUp() {
    return givenUp || end != null;
  }

  /// @throws StorageException what ended the run
  synchronized TaggingResult result() throws StorageException {
    if (end != null) {
      throw end;
    }
    return new TaggingResult(tagged, right, foreign, failed, untried, Optional.ofNullable(first));
  }
}
