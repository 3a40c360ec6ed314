package dev.keepwatch.agent.storage;

/// Lets files that are stored at the same time appear one after the other.
@FunctionalInterface
public interface Turn {

  /// For a file that waits for no other.
  Turn NOW = () -> {};

  /// Returns when it is the file's turn to appear.
  ///
  /// @throws StorageException if it never will be, since a file before it could not be stored
  void await() throws StorageException;
}
