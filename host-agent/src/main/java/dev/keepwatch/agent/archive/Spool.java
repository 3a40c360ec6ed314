package dev.keepwatch.agent.archive;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A directory of one run for files that are on their way, readable by nobody else. It goes with
/// the run; that of a run that was killed goes with the next one, unless it holds files with which
/// the run can be continued: these are kept for a week.
public final class Spool implements AutoCloseable {

  static final String PREFIX = "keepwatch-spool-";

  /// What every spool has in it; locked while its run lives.
  static final String LOCK = ".keepwatch-spool";

  /// What stands in a spool with files to be kept.
  static final String KEEP = ".keepwatch-kept";

  /// What the lock file says. Nothing else may ever be swept away.
  static final byte[] SEAL =
      "temporary files of a run of keepwatch; goes with it\n".getBytes(US_ASCII);

  /// Those of this process: to look whether they are locked would unlock them.
  private static final Set<Path> LIVE = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel lock;
  private final Set<Path> kept = new HashSet<>();

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
    new SpoolSweep(directory, LIVE).sweep(parent);
    return new Spool(directory, lock);
  }

  /// The spool of an interrupted run with what that has kept, or a new one if it is gone or in use.
  ///
  /// @param parent where temporary files may lie
  /// @param name what the spool was called, as [#name] said
  /// @param wanted names of the files in it that are still of use; they stay until [#letGo], and
  ///   what else is there goes
  public static Spool goOn(Path parent, String name, Collection<String> wanted) throws IOException {
    var fresh = below(parent);
    Path directory = parent.resolve(name);
    if (!isName(name) || !new SpoolSweep(fresh.directory, LIVE).isOver(directory)) {
      return fresh;
    }
    fresh.close();
    var lock = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
    if (lock.tryLock() == null) {
      lock.close();
      return below(parent); // somebody was faster
    }
    LIVE.add(directory);
    var spool = new Spool(directory, lock);
    spool.keepOnly(wanted);
    return spool;
  }

  /// Lets go of the spool of an interrupted run, with all that is in it.
  public static void release(Path parent, String name) throws IOException {
    goOn(parent, name, Set.of()).close();
  }

  private static boolean isName(String name) {
    return name.startsWith(PREFIX) && name.indexOf('/') < 0;
  }

  private void keepOnly(Collection<String> wanted) throws IOException {
    for (String name : wanted) {
      if (Files.isRegularFile(file(name), LinkOption.NOFOLLOW_LINKS)) {
        kept.add(file(name));
      }
    }
    if (kept.isEmpty()) {
      Files.deleteIfExists(directory.resolve(KEEP));
    }
    deleteBut(directory, kept, false);
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

  public Path file(String name) {
    return directory.resolve(name);
  }

  /// What the spool is called, for [#goOn].
  public String name() {
    return String.valueOf(directory.getFileName());
  }

  /// A file of the spool stays when this run ends before [#letGo].
  public synchronized void keep(Path file) throws IOException {
    Path mark = directory.resolve(KEEP);
    if (!Files.exists(mark)) {
      Files.createFile(mark);
    }
    kept.add(file);
  }

  /// A file of the spool is no longer needed.
  public synchronized void letGo(Path file) throws IOException {
    Files.deleteIfExists(file);
    if (kept.remove(file) && kept.isEmpty()) {
      Files.deleteIfExists(
          directory.resolve(KEEP)); // so that the next run need not know of this spool
    }
  }

  /// No file of the spool is needed any more.
  public synchronized void letGoAll() throws IOException {
    kept.clear();
    Files.deleteIfExists(directory.resolve(KEEP));
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
      delete(directory, kept);
    } finally {
      LIVE.remove(directory);
    }
  }

  /// What is kept stays, and then also what says so.
  static void delete(Path directory, Set<Path> kept) throws IOException {
    deleteBut(directory, kept, kept.isEmpty());
    if (kept.isEmpty()) {
      Files.deleteIfExists(directory);
    }
  }

  /// @param marks whether lock and marks go, too
  private static void deleteBut(Path directory, Set<Path> kept, boolean marks) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        boolean mark = String.valueOf(file.getFileName()).startsWith(".");
        if (mark ? marks : !kept.contains(file)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
