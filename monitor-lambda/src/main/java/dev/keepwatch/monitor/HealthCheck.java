package dev.keepwatch.monitor;

import dev.keepwatch.format.catalog.Catalog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Judges a folder by what counts when its data is needed: can it be restored now, and how old
/// would that be?
///
/// @param maxAge a newest restore point strictly older than this is late
record HealthCheck(Duration maxAge) {

  /// @param catalog a folder with at least one set
  Verdict judge(Catalog catalog, Instant now) {
    var evidence = new Evidence(catalog, now);
    var newest = evidence.newest();
    List<Finding> damage = evidence.damage();
    List<Finding> notes = evidence.notes();
    if (!damage.isEmpty()) {
      return new Verdict.Broken(consequence(newest, now), newest, damage, evidence.lost(), notes);
    }
    if (newest.isEmpty()) {
      return new Verdict.NeverArrived(notes);
    }
    return isLate(newest.get(), now)
        ? new Verdict.Late(newest.get(), maxAge, notes)
        : new Verdict.Fresh(newest.get(), notes);
  }

  private Consequence consequence(Optional<RestorePoint> newest, Instant now) {
    return newest
        .map(point -> isLate(point, now) ? Consequence.TOO_OLD : Consequence.AT_RISK)
        .orElse(Consequence.NOTHING_TO_RESTORE);
  }

  private boolean isLate(RestorePoint point, Instant now) {
    return point.age(now).compareTo(maxAge) > 0;
  }
}
