package dev.keepwatch.agent.cli;

import dev.keepwatch.format.catalog.StoredFile;
import java.time.Instant;
import java.util.Optional;

/// Looks past what was stored too late to be believed.
///
/// Names and what stands in files are whoever's who wrote them; when the storage took a file is the
/// storage's word.
final class Hindsight {

  private final Optional<Instant> before;
  private long leftOut;

  Hindsight(Optional<Instant> before) {
    this.before = before;
  }

  static Hindsight none() {
    return new Hindsight(Optional.empty());
  }

  /// Whether a file was there in time.
  boolean sees(StoredFile file) {
    boolean seen = before.isEmpty() || file.lastModified().isBefore(before.get());
    leftOut += seen ? 0 : 1;
    return seen;
  }

  /// How many files were not.
  long leftOut() {
    return leftOut;
  }
}
