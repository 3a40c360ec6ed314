package dev.keepwatch.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How a folder is doing.
sealed interface Verdict {

  Consequence consequence();

  /// The newest state that can be restored in full.
  default Optional<RestorePoint> newest() {
    return Optional.empty();
  }

  /// Since when it is so.
  default Optional<Instant> since() {
    return Optional.empty();
  }

  /// What is worth knowing and no trouble by itself.
  default List<Finding> notes() {
    return List.of();
  }

  /// A recent state can be restored, and the next backup can build on it.
  record Fresh(RestorePoint point, List<Finding> notes) implements Verdict {
    public Fresh {
      notes = List.copyOf(notes);
    }

    @Override
    public Consequence consequence() {
      return Consequence.NONE;
    }

    @Override
    public Optional<RestorePoint> newest() {
      return Optional.of(point);
    }
  }

  /// What can be restored is whole, but strictly older than the limit.
  record Late(RestorePoint point, Duration limit, List<Finding> notes) implements Verdict {
    public Late {
      notes = List.copyOf(notes);
    }

    @Override
    public Consequence consequence() {
      return Consequence.TOO_OLD;
    }

    @Override
    public Optional<RestorePoint> newest() {
      return Optional.of(point);
    }

    @Override
    public Optional<Instant> since() {
      return Optional.of(point.dated().plus(limit));
    }
  }

  /// No set has ever arrived, or all are gone; at most a first run is under way.
  record NeverArrived(List<Finding> notes) implements Verdict {
    public NeverArrived {
      notes = List.copyOf(notes);
    }

    @Override
    public Consequence consequence() {
      return Consequence.NOTHING_TO_RESTORE;
    }
  }

  /// What is there is damaged where it matters.
  ///
  /// @param consequence with no restore point nothing to restore, with an old one too old, else at
  ///   risk
  /// @param damage the cause first; never empty
  /// @param lost how many newer backups came that cannot be restored
  record Broken(
      Consequence consequence,
      Optional<RestorePoint> newest,
      List<Finding> damage,
      long lost,
      List<Finding> notes)
      implements Verdict {
    public Broken {
      damage = List.copyOf(damage);
      notes = List.copyOf(notes);
    }

    @Override
    public Optional<Instant> since() {
      return damage.stream().map(Finding::since).min(Instant::compareTo);
    }
  }

  /// Nobody knows.
  record Unreadable(Refusal refusal) implements Verdict {
    @Override
    public Consequence consequence() {
      return Consequence.UNKNOWN;
    }
  }
}
