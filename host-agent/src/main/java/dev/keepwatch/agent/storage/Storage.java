package dev.keepwatch.agent.storage;

import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// The folder that holds the files of one archive: a directory, or the keys below a prefix of a
/// bucket.
///
/// Names are plain file names; a name that is empty, is `.` or `..`, or holds a `/` or a NUL is a
/// caller's mistake ([IllegalArgumentException]). Every method may be called from several threads
/// at once and may be repeated after a failure. A message never holds a secret.
public interface Storage extends AutoCloseable {

  /// Hands over each file that lies directly in the archive's folder, in any order, page by page:
  /// the listing as a whole is never held. What lies deeper, and traces of broken writes, are not
  /// shown.
  ///
  /// The consumer may have seen some files when this fails; a repetition begins anew.
  ///
  /// @throws StorageException absent if the folder (directory or bucket) does not exist
  void list(Consumer<StoredFile> each) throws StorageException;

  /// The whole content of a file. The caller closes the stream, at its end or before.
  ///
  /// Every failure of the stream itself is a [StorageException] too, so a file that breaks off is
  /// never taken for one that ends.
  ///
  /// @throws StorageException absent if no such file exists, frozen if it must be thawed first
  InputStream read(String name) throws StorageException;

  /// Stores a new file whole or not at all; when this returns, the file is durable and listed.
  ///
  /// An existing file is never replaced, whatever its content and whoever else writes at the same
  /// time. The one case that is forgiven is our own: where the answer to an attempt of this very
  /// call was lost and the stored file turns out to be equal, the call succeeds. Folders that are
  /// missing are made; a bucket is not.
  ///
  /// @throws StorageException exists if there is a file of that name already
  void write(NewFile file) throws StorageException;

  /// Stores a new file as [#write(NewFile)] does, and lets it appear when it is its turn.
  ///
  /// By itself nothing is sent before that; a storage that can send content without showing it asks
  /// for the turn as late as it can.
  ///
  /// @param turn asked before the file appears, perhaps several times
  default void write(NewFile file, Turn turn) throws StorageException {
    turn.await();
    write(file);
  }

  /// Takes a file out of the archive. When this returns, there is none of that name; if there was
  /// none before, that is no failure.
  ///
  /// @throws StorageException denied if we may not, with the right that lacks
  void delete(String name) throws StorageException;

  /// Whether the file is stored already with exactly this content; an interrupted run asks so
  /// before it writes a kept file again.
  ///
  /// By itself this reads the stored file; a storage that keeps sums compares those. What cannot be
  /// proven equal, since we may not read it, is not.
  default boolean holds(NewFile file) throws StorageException {
    try (InputStream stored = read(file.name());
        InputStream local = Files.newInputStream(file.content())) {
      return SameContent.of(stored, local);
    } catch (StorageException e) {
      return switch (e.reason()) {
        case ABSENT, DENIED, FROZEN -> false;
        default -> throw e;
      };
    } catch (IOException e) {
      throw new StorageException(
          Reason.FAILED, "cannot read " + file.content() + ": " + e.getMessage() + ".", e);
    }
  }

  /// The archive's address, for people. Holds no secrets.
  String location();

  /// Where it lies on this host, if it does.
  default Optional<Path> directory() {
    return Optional.empty();
  }

  /// How its files are brought back from archive classes, if it has such.
  default Optional<Thawing> thawing() {
    return Optional.empty();
  }

  /// How its files are tagged, if it keeps tags.
  default Optional<Tagging> tagging() {
    return Optional.empty();
  }

  /// How deleted files are brought back, if it keeps versions.
  default Optional<Undeletion> undeletion() {
    return Optional.empty();
  }

  /// Lets connections go. Streams that are still open may break.
  @Override
  void close();
}
