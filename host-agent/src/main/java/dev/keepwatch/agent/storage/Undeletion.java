package dev.keepwatch.agent.storage;

import java.util.function.Consumer;

/// What a storage can do that keeps versions: where a file is deleted, it only gets a marker that
/// hides it, and that can be taken away again.
///
/// Only markers can be named here. No version that holds data can be deleted by this.
public interface Undeletion {

  /// Hands over each name in the archive's folder that has a marker, or was written more than once,
  /// with all of its versions; in any order, name by name.
  ///
  /// @return whether the storage was seen to keep versions
  /// @throws StorageException denied if we may not look
  boolean look(Consumer<VersionedFile> each) throws StorageException;

  /// Takes a marker away. One that is gone already is no failure.
  ///
  /// @throws StorageException denied if we may not, with the right that lacks
  void remove(DeleteMarker marker) throws StorageException;
}
