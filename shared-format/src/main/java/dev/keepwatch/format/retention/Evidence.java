package dev.keepwatch.format.retention;

import dev.keepwatch.format.catalog.BackupSet;
import java.time.Instant;
import java.util.function.Predicate;

/// What is known besides names, before anything is called the newest that can be restored.
///
/// @param now what a set's time is compared with: of the future nothing is believed
/// @param isSound whether a set that is whole by its names is so by what stands in its manifest;
///   asked only of sets on which the answer depends
public record Evidence(Instant now, Predicate<BackupSet> isSound) {

  /// Names are all there is.
  public static final Evidence NAMES = new Evidence(Instant.MAX, set -> true);

  /// Whether a set counts for what can be restored.
  boolean counts(BackupSet set) {
    return set.isWhole() && !isOfFuture(set) && isSound.test(set);
  }

  boolean isOfFuture(BackupSet set) {
    return set.time().instant().isAfter(now);
  }
}
