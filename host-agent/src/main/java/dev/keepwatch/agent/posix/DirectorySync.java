package dev.keepwatch.agent.posix;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Makes a directory's entries durable, as fsync does: a file that was made, renamed or deleted in
/// it is so after a power cut, too. The content of files is another matter.
public final class DirectorySync {

  private DirectorySync() {}

  /// Returns when what was done to the directory is on the disk.
  public static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
