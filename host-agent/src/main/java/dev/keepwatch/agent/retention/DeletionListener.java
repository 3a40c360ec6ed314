package dev.keepwatch.agent.retention;

import dev.keepwatch.format.catalog.BackupSet;

/// Hears what is gone.
public interface DeletionListener {

  /// A file is gone.
  void deleted(String fileName);

  /// All files of a set are gone.
  void deleted(BackupSet set);
}
