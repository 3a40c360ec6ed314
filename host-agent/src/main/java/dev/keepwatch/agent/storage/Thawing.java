package dev.keepwatch.agent.storage;

import java.util.function.Consumer;
import java.util.function.Predicate;

/// What a storage can do that keeps files in archive classes, where they cannot be read until they
/// were brought back (thawed) for some days.
///
/// What was asked for is known to the storage itself, so that a run that was killed needs no memory
/// of it: the next one looks.
public interface Thawing {

  /// Hands over each wanted file that lies in an archive class, in any order, with what has become
  /// of it. Files that can be read in the usual way are not among them, nor those that do not
  /// exist.
  ///
  /// @throws StorageException denied if we may not look
  void look(Predicate<String> wanted, Consumer<ArchivedFile> each) throws StorageException;

  /// Asks for a file to be brought back. It costs money and takes hours. For a file that is being
  /// brought back already, or need not be, nothing happens.
  ///
  /// @param days how long it can be read then
  /// @throws StorageException denied if we may not, with the right that lacks
  void request(ArchivedFile file, ThawTier tier, int days) throws StorageException;
}
