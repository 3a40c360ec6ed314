package dev.keepwatch.monitor;

import dev.keepwatch.format.catalog.Defect;
import dev.keepwatch.format.naming.SetId;
import java.time.Instant;

/// Something worth a sentence in a folder.
sealed interface Finding {

  /// When it began.
  Instant since();

  /// A defect that bears on restoring the newest state, or on the next backup.
  record Damage(Defect defect) implements Finding {
    @Override
    public Instant since() {
      return defect.set().time().instant();
    }
  }

  /// A set whose name claims a time that has not come yet; it never counts as fresh.
  ///
  /// @param stored when the storage took its last file
  record FromTheFuture(SetId set, Instant stored) implements Finding {
    @Override
    public Instant since() {
      return stored;
    }
  }

  /// A run that has not come to its manifest.
  ///
  /// @param lastFile when the storage took its last file
  /// @param running whether that is so recent that it may still be at work
  record Unfinished(SetId set, Instant lastFile, boolean running) implements Finding {
    @Override
    public Instant since() {
      return set.time().instant();
    }
  }

  /// A defect of the past, which the newest restore point does not need mended.
  record Remains(Defect defect) implements Finding {
    @Override
    public Instant since() {
      return defect.set().time().instant();
    }
  }
}
