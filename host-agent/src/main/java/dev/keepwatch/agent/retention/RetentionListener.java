package dev.keepwatch.agent.retention;

import dev.keepwatch.format.retention.RetentionPlan;

/// Hears what goes.
public interface RetentionListener extends DeletionListener {

  /// What may go; told before anything does.
  void planned(RetentionPlan plan);
}
