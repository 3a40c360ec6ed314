package dev.keepwatch.agent.restore;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.keepwatch.agent.posix.DirectorySync;
import dev.keepwatch.agent.posix.FileStatus;
import dev.keepwatch.agent.posix.OpenPath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Where a restore makes what it brings back, before it comes to its place: a directory in the
/// target that nobody else may enter.
///
/// It is held open, so that whoever owns the directory around it can move it away but not put
/// another in its place. Its seal says what the restore is about. As long as the seal is there the
/// restore is not finished, be it that it was killed: the power may fail when files are in their
/// place and not on the disk yet.
final class Workshop implements Closeable {

  static final String SEAL = "restore";

  private final OpenPath parent;
  private final String name;
  private final OpenPath held;
  private final @Nullable FileChannel lock;
  private final long mount;
  private long count;
  private boolean closed;

  private Workshop(OpenPath parent, String name, OpenPath held, @Nullable FileChannel lock)
      throws IOException {
    this.mount = held.mount();
    this.parent = parent;
    this.name = name;
    this.held = held;
    this.lock = lock;
  }

  /// A new one, with a seal that is on the disk before anything else is.
  ///
  /// @param parent the directory to make it in; must stay open until this is closed
  static Workshop sealed(OpenPath parent, String name, Seal seal) throws IOException {
    Path place = parent.path().resolve(name);
    Files.createDirectory(place, EntryMaker.PRIVATE_DIRECTORY);
    var held = OpenPath.ofDirectory(place, false);
    try {
      var lock =
          FileChannel.open(
              held.path().resolve(SEAL), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      claim(lock);
      String text = seal.text(FileStatus.of(held.directory()).inode());
      lock.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
      lock.force(true);
      DirectorySync.force(held.path());
      DirectorySync.force(parent.path());
      return new Workshop(parent, name, held, lock);
    } catch (IOException | RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /// One that an interrupted restore left, cleared.
  static Workshop takenOver(OpenPath parent, String name) throws IOException {
    var held = OpenPath.ofDirectory(parent.path().resolve(name), false);
    try {
      var lock =
          FileChannel.open(
              held.path().resolve(SEAL), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      claim(lock);
      var workshop = new Workshop(parent, name, held, lock);
      workshop.clear();
      return workshop;
    } catch (IOException | RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /// One more of the same restore, on another mount: nothing can be moved there from the first. It
  /// has no seal; what a killed run left in it goes.
  Workshop elsewhere(OpenPath directory) throws IOException {
    Path place = directory.path().resolve(name);
    try {
      Files.createDirectory(place, EntryMaker.PRIVATE_DIRECTORY);
    } catch (FileAlreadyExistsException e) {
      long mine = FileStatus.of(held.directory()).uid();
      if (FileStatus.of(place).uid() != mine) {
        throw e;
      }
    }
    var workshop = new Workshop(directory, name, OpenPath.ofDirectory(place, false), null);
    workshop.clear();
    return workshop;
  }

  private static void claim(FileChannel lock) throws IOException {
    try {
      if (lock.tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // This process has it.
    }
    lock.close();
    throw new TargetException("another restore to this target is at work: wait until it ends");
  }

  /// A place for something that is being made; nothing is there.
  Path place() {
    return held.path().resolve(Long.toString(++count));
  }

  /// Whether it was made for what is on the same mount as this directory, and is in it.
  boolean isOnlyFor(OpenPath directory) {
    return lock == null && parent.equals(directory);
  }

  boolean isClosed() {
    return closed;
  }

  /// Whether what is made here can be moved to that directory.
  boolean serves(OpenPath directory) throws IOException {
    return mount == directory.mount();
  }

  private void clear() throws IOException {
    try (DirectoryStream<Path> content = Files.newDirectoryStream(held.path())) {
      for (Path file : content) {
        if (!file.getFileName().toString().equals(SEAL)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /// The restore is finished: nothing of this stays. If somebody has moved it away, it does.
  void remove() throws IOException {
    clear();
    Files.deleteIfExists(held.path().resolve(SEAL));
    try {
      Files.delete(parent.path().resolve(name));
    } catch (NoSuchFileException e) {
      // Whoever owns the directory around it may do that.
    } finally {
      release();
    }
  }

  /// Lets go of it; without [#remove] it stays for the one that goes on.
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    try {
      clear();
    } finally {
      release();
    }
  }

  private void release() throws IOException {
    closed = true;
    held.close();
    if (lock != null) {
      lock.close();
    }
  }
}
