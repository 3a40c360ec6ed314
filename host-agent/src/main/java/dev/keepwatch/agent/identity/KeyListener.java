package dev.keepwatch.agent.identity;

import java.nio.file.Path;

/// Hears what becomes of keys, step by step.
public interface KeyListener {

  /// A new key was made; its secret is on the disk.
  void issued(String id);

  /// A key was found to work.
  void proven(String id);

  /// The file holds it now.
  void takenUp(String id, Path file);

  /// It is not accepted any more.
  void deactivated(String id);

  /// It is accepted again.
  void reactivated(String id);

  /// It is gone.
  void deleted(String id);
}
