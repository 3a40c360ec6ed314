package dev.keepwatch.agent.restore;

import dev.keepwatch.agent.posix.FileStatus;
import dev.keepwatch.agent.posix.Posix;
import dev.keepwatch.agent.posix.Refusal;
import dev.keepwatch.agent.tree.FileMetadata;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/// What becomes of something that is in the place of what is restored. Nothing is ever followed,
/// and a directory with something in it never goes.
enum Placement {

  /// It stays, and what is restored cannot come there.
  BESIDE_OTHERS {
    @Override
    void move(Path made, Path place, FileMetadata metadata) throws IOException {
      try {
        Posix.moveToFreePlace(made, place);
      } catch (FileAlreadyExistsException e) {
        throw e;
      } catch (FileSystemException e) {
        if (!Refusal.isUnsupported(e) && !Refusal.isInvalid(e)) {
          throw e;
        }
        moveIfFree(made, place);
      }
    }
  },

  /// It stays, unless the restore that this one goes on with has left it: its data did not reach
  /// the disk, but its time did, which nobody has set since; or it is the same anyhow.
  WHERE_IT_WAS {
    @Override
    void move(Path made, Path place, FileMetadata metadata) throws IOException {
      if (isLeftover(made, place, metadata)) {
        ANYWHERE.move(made, place, metadata);
        return;
      }
      try {
        BESIDE_OTHERS.move(made, place, metadata);
      } catch (FileAlreadyExistsException e) {
        throw new FileSystemException(
            place.toString(),
            null,
            "what is in its place was changed after it was restored, or is somebody else's; it"
                + " stays (--force replaces it)");
      }
    }
  },

  /// A file, a link or an empty directory gives way; a file in one step, so that there is always
  /// the old or the new one.
  ANYWHERE {
    @Override
    void move(Path made, Path place, FileMetadata metadata) throws IOException {
      if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(place);
      } else if (metadata.isRegular() && Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        sync(made);
      }
      Files.move(made, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  };

  /// Moves what has been made to its place, where it becomes visible.
  abstract void move(Path made, Path place, FileMetadata metadata) throws IOException;

  private static void moveIfFree(Path made, Path place) throws IOException {
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(place.toString());
    }
    Files.move(made, place, StandardCopyOption.ATOMIC_MOVE);
  }

  /// The old file must not go before the new one is on the disk.
  private static void sync(Path made) throws IOException {
    try (var channel = FileChannel.open(made, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException e) {
      Posix.syncFileSystem(Objects.requireNonNull(made.getParent()));
    }
  }

  private static boolean isLeftover(Path made, Path place, FileMetadata metadata)
      throws IOException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS) || !Standing.isOfItsKind(place, metadata)) {
      return false;
    }
    if (!metadata.isRegular()) {
      return true;
    }
    var status = FileStatus.of(place);
    boolean sameTime =
        status.mtimeSecond() == metadata.mtimeSecond()
            && status.mtimeNanos() == metadata.details().mtimeNanos();
    return sameTime || Files.mismatch(made, place) < 0;
  }
}
