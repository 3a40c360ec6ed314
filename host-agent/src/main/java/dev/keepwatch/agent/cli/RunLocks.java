package dev.keepwatch.agent.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Keeps a second `run` away from the jobs of this one, also from those whose turn has not come.
/// The kernel lets go of the locks when the process ends, however.
final class RunLocks implements AutoCloseable {

  private final List<FileChannel> channels = new ArrayList<>();

  /// @return whether this run is the only one with that job
  boolean take(Path file) throws IOException {
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channels.add(channel);
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    for (var channel : channels) {
      channel.close();
    }
  }
}
