package dev.keepwatch.agent.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A directory of one run for files that are on their way, readable by nobody else. It goes with
/// the run; that of a run that was killed goes with the next one.
public final class Spool implements AutoCloseable {

  private static final String PREFIX = "keepwatch-spool-";

  /// What every spool has in it; locked while its run lives.
  private static final String LOCK = ".keepwatch-spool";

  /// What the lock file says. Nothing else may ever be swept away.
  private static final byte[] SEAL =
      "temporary files of a run of keepwatch; goes with it\n".getBytes(US_ASCII);

  /// Those of this process: to look whether they are locked would unlock them.
  private static final Set<Path> LIVE = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel lock;

  private Spool(Path directory, FileChannel lock) {
    this.directory = directory;
    this.lock = lock;
  }

  /// @param parent where temporary files may lie
  /// @throws IOException if no directory can be made there
  public static Spool below(Path parent) throws IOException {
    Path directory = Files.createTempDirectory(parent, PREFIX);
    LIVE.add(directory);
    var lock =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      throw new IOException(directory + " is new and yet in use");
    }
    lock.write(ByteBuffer.wrap(SEAL));
    sweep(parent, directory);
    return new Spool(directory, lock);
  }

  /// Whether a directory is the spool of a run, be it this one. Its seal is looked at, not read: to
  /// close our own again would unlock it.
  public static boolean isOne(Path directory) {
    Path seal = directory.resolve(LOCK);
    try {
      return Files.isRegularFile(seal, LinkOption.NOFOLLOW_LINKS)
          && Files.size(seal) == SEAL.length;
    } catch (IOException e) {
      return false;
    }
  }

  /// Lets go of what killed runs left, each up to some volumes. It is a courtesy: where it does not
  /// work, the run goes on.
  private static void sweep(Path parent, Path mine) {
    try (DirectoryStream<Path> spools = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path spool : spools) {
        if (!LIVE.contains(spool) && isOurs(spool, mine) && isAbandoned(spool.resolve(LOCK))) {
          delete(spool);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Another run sweeps at the same time, or somebody changed something there.
    }
  }

  /// Others can make directories in the same place, with any name and any links in them, but none
  /// that belongs to us.
  private static boolean isOurs(Path spool, Path mine) throws IOException {
    return Files.isDirectory(spool, LinkOption.NOFOLLOW_LINKS)
        && Files.getOwner(spool, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(mine));
  }

  /// A spool without a lock is being made at this moment, or is none.
  private static boolean isAbandoned(Path lockFile) {
    if (!Files.isRegularFile(lockFile, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (var channel =
        FileChannel.open(lockFile, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.size() == SEAL.length
          && Arrays.equals(Files.readAllBytes(lockFile), SEAL)
          && channel.tryLock() != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }

  public Path file(String name) {
    return directory.resolve(name);
  }

  /// Bytes that can still be written here.
  public long freeBytes() throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  public Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      delete(directory);
    } finally {
      LIVE.remove(directory);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory);
  }
}
