package dev.keepwatch.agent.cache;

import dev.keepwatch.agent.archive.ArchiveException;
import dev.keepwatch.agent.posix.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// A gzip file of the cache, unpacked; whatever is wrong with it is said with its name.
final class CachedStream extends FilterInputStream {

  private static final int BUFFER = 8 * 1024;

  private final Path file;

  CachedStream(Path file) throws IOException {
    super(open(file));
    this.file = file;
  }

  private static InputStream open(Path file) throws IOException {
    var stored = Files.newInputStream(file);
    try {
      return new GZIPInputStream(stored, BUFFER);
    } catch (IOException e) {
      stored.close();
      throw damaged(file, e);
    }
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  private static IOException damaged(Path file, IOException e) {
    return e instanceof NoSuchFileException
        ? e
        : new ArchiveException(
            ArchiveException.Reason.NO_SIGNATURES,
            "%s in the local cache cannot be read (%s); when it is deleted it is fetched again"
                .formatted(file, Refusal.words(e)),
            e);
  }
}
