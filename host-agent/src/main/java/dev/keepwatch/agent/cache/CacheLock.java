package dev.keepwatch.agent.cache;

import dev.keepwatch.agent.archive.ArchiveException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Keeps other runs, duplicity's too, away from a cache. The kernel lets go of it when the process
/// ends, however.
final class CacheLock implements AutoCloseable {

  private final FileChannel channel;

  private CacheLock(FileChannel channel) {
    this.channel = channel;
  }

  /// @throws ArchiveException busy if another run holds it
  static CacheLock take(Path directory) throws IOException {
    var file = directory.resolve("lockfile");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new ArchiveException(
          ArchiveException.Reason.BUSY,
          "another run is working with this archive (it holds %s): wait for its end"
              .formatted(file));
    }
    return new CacheLock(channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
