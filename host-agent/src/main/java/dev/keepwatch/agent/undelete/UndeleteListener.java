package dev.keepwatch.agent.undelete;

/// Hears what comes back.
public interface UndeleteListener {

  /// What will; told before anything does.
  void planned(UndeletePlan plan);

  /// A file can be seen again.
  void returned(UndeletePlan.Return file);
}
