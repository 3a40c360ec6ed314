package dev.keepwatch.agent.storage;

/// What a storage can do that keeps tags on files, by which its own rules move them to other
/// classes.
///
/// May be called from several threads at once, and repeated after a failure.
public interface Tagging {

  /// The tags of a file.
  ///
  /// @throws StorageException absent if there is no such file, denied if we may not look,
  ///   unsupported if the storage turns out to keep no tags
  FileTags look(String name) throws StorageException;

  /// Puts tags in the place of all that a file has. There is no condition for this: what somebody
  /// else has changed since the look is lost.
  ///
  /// @throws StorageException as in [#look(String)]
  void replace(String name, FileTags tags) throws StorageException;
}
