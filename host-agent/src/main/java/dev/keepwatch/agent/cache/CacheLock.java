package dev.keepwatch.agent.cache;

import dev.keepwatch.agent.archive.ArchiveException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps other runs, duplicity's too, away from a cache. The kernel lets go of it when the process
/// ends, however.
final class CacheLock implements AutoCloseable {

  /// What is locked, in duplicity's caches too.
  static final String FILE = "lockfile";

  /// Those of this process: the kernel would let go of one as soon as a second try is closed.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private CacheLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// @throws ArchiveException busy if another run holds it
  static CacheLock take(Path directory) throws IOException {
    var file = directory.toRealPath().resolve(FILE);
    if (!HELD.add(file)) {
      throw busy(file);
    }
    try {
      return lock(file);
    } catch (IOException e) {
      HELD.remove(file);
      throw e;
    }
  }

  private static CacheLock lock(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw busy(file);
    }
    return new CacheLock(file, channel);
  }

  private static ArchiveException busy(Path file) {
    return new ArchiveException(
        ArchiveException.Reason.BUSY,
        "another run is working with this archive (it holds %s): wait for its end".formatted(file));
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      HELD.remove(file);
    }
  }
}
