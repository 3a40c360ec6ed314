package dev.keepwatch.agent.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;

/// Tells which spools belong to no run any more.
///
/// @param mine a spool of this process, which has its owner and the time of the file system
/// @param live those of this process: to look whether they are locked would unlock them
record SpoolSweep(Path mine, Set<Path> live) {

  private static final Duration KEPT = Duration.ofDays(7);

  /// No run needs longer from making the directory to sealing it.
  private static final Duration BEING_MADE = Duration.ofMinutes(1);

  /// Lets go of what killed runs left, each up to some volumes. It is a courtesy: where it does not
  /// work, the run goes on.
  void sweep(Path parent) {
    try (DirectoryStream<Path> spools = Files.newDirectoryStream(parent, Spool.PREFIX + "*")) {
      for (Path spool : spools) {
        if ((isOver(spool) || isStillborn(spool)) && !isKept(spool)) {
          Spool.delete(spool, Set.of());
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Another run sweeps at the same time, or somebody changed something there.
    }
  }

  /// Whether a directory is the spool of a run that is over.
  boolean isOver(Path spool) throws IOException {
    return isFree(spool) && isAbandoned(spool.resolve(Spool.LOCK));
  }

  private boolean isFree(Path spool) throws IOException {
    return !live.contains(spool) && isOurs(spool);
  }

  /// A run that was killed while it made its spool has left nothing in it but a part of its lock.
  private boolean isStillborn(Path spool) throws IOException {
    if (!isFree(spool) || isYoungerThan(BEING_MADE, spool)) {
      return false;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(spool)) {
      for (Path file : files) {
        if (!file.equals(spool.resolve(Spool.LOCK)) || Files.size(file) >= Spool.SEAL.length) {
          return false;
        }
      }
    }
    return true;
  }

  /// By the clock of the file system.
  private boolean isYoungerThan(Duration age, Path spool) throws IOException {
    return Files.getLastModifiedTime(spool)
        .toInstant()
        .isAfter(Files.getLastModifiedTime(mine).toInstant().minus(age));
  }

  private boolean isKept(Path spool) throws IOException {
    return Files.exists(spool.resolve(Spool.KEEP), LinkOption.NOFOLLOW_LINKS)
        && isYoungerThan(KEPT, spool);
  }

  /// Others can make directories in the same place, with any name and any links in them, but none
  /// that belongs to us.
  private boolean isOurs(Path spool) throws IOException {
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
      return channel.size() == Spool.SEAL.length
          && Arrays.equals(Files.readAllBytes(lockFile), Spool.SEAL)
          && channel.tryLock() != null;
    } catch (IOException | OverlappingFileLockException e) {
      return false;
    }
  }
}
