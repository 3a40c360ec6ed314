package dev.keepwatch.agent.archive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A directory of one run for files that are on their way, readable by nobody else. It goes with
/// the run.
public final class Spool implements AutoCloseable {

  private final Path directory;

  private Spool(Path directory) {
    this.directory = directory;
  }

  /// @param parent where temporary files may lie
  /// @throws IOException if no directory can be made there
  public static Spool below(Path parent) throws IOException {
    return new Spool(Files.createTempDirectory(parent, "keepwatch-"));
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
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(directory);
  }
}
