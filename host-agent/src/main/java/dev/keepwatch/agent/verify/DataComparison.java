package dev.keepwatch.agent.verify;

import dev.keepwatch.agent.archive.Spool;
import dev.keepwatch.agent.history.BackedUpEntry;
import dev.keepwatch.agent.source.SourceEntry;
import dev.keepwatch.agent.storage.SameContent;
import dev.keepwatch.agent.stream.BlockInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads the data of backed-up files, and compares it with that of the source.
final class DataComparison {

  private static final int BUFFER = 64 * 1024;

  /// The data of a file of the source could not be read; nothing is said of the backup.
  static final class SourceFailure extends IOException {
    private static final long serialVersionUID = 1L;

    SourceFailure(IOException cause) {
      super(cause.getMessage(), cause);
    }

    IOException reason() {
      return getCause() instanceof IOException cause ? cause : this;
    }
  }

  /// Reads from the backup.
  @FunctionalInterface
  private interface Use<T> {
    T of(InputStream backedUp) throws IOException;
  }

  private final Spool spool;

  DataComparison(Spool spool) {
    this.spool = spool;
  }

  /// Proves that a file can be put together.
  void prove(BackedUpEntry entry) throws IOException {
    with(
        entry,
        data -> {
          return data.transferTo(OutputStream.nullOutputStream());
        });
  }

  /// Whether both have the same data. Good until the trees go on.
  ///
  /// @throws SourceFailure if the source cannot be read
  boolean same(BackedUpEntry entry, SourceEntry source) throws IOException {
    return with(
        entry,
        data -> {
          try (var now = new BufferedInputStream(new SourceStream(source), BUFFER)) {
            boolean same = SameContent.of(data, now);
            data.transferTo(OutputStream.nullOutputStream());
            return same;
          }
        });
  }

  /// Where there is nothing to put together, nothing is laid down on the way.
  private <T> T with(BackedUpEntry entry, Use<T> use) throws IOException {
    if (entry.isWhole()) {
      return use.of(entry.wholeData());
    }
    Path file = spool.file("compared");
    try {
      entry.writeData(file, spool, spool.freeBytes());
      try (var data = Files.newInputStream(file)) {
        return use.of(data);
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /// The data of the source, whose failures are told apart.
  private static final class SourceStream extends BlockInputStream {
    private final InputStream stream;

    SourceStream(SourceEntry source) throws SourceFailure {
      try {
        stream = source.open();
      } catch (IOException e) {
        throw new SourceFailure(e);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return stream.read(buffer, offset, length);
      } catch (IOException e) {
        throw new SourceFailure(e);
      }
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
