package dev.keepwatch.agent.storage.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// The content of a stored file, whose failures name the file.
final class StoredFileStream extends FilterInputStream {

  private final Path file;

  StoredFileStream(Path file, InputStream content) {
    super(content);
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      throw FileFailure.of("read", file, e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      throw FileFailure.of("read", file, e);
    }
  }
}
