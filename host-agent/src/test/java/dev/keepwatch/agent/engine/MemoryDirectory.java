package dev.keepwatch.agent.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A temporary directory in memory where there is room: some disks take minutes for very many
/// files.
public final class MemoryDirectory implements AutoCloseable {

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ENOUGH = 1L << 30;

  private final Path path;

  /// @param otherwise where to make it if there is no room in memory
  public MemoryDirectory(Path otherwise) throws IOException {
    boolean room = Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ENOUGH;
    this.path = Files.createTempDirectory(room ? MEMORY : otherwise, "keepwatch-test-");
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    new SmallTree(path).remove("");
  }
}
