package dev.keepwatch.agent.retention;

import dev.keepwatch.format.retention.CleanupPlan;

/// Hears what is cleaned up.
public interface CleanupListener extends DeletionListener {

  /// What may go; told before anything does.
  void planned(CleanupPlan plan);
}
