package dev.keepwatch.agent.retention;

import dev.keepwatch.format.catalog.BackupSet;
import dev.keepwatch.format.retention.RetentionPlan;

/// Hears what goes.
public interface RetentionListener {

  /// What may go; told before anything does.
  void planned(RetentionPlan plan);

  /// A file is gone.
  void deleted(String fileName);

  /// All files of a set are gone.
  void deleted(BackupSet set);
}
