package dev.keepwatch.agent.storage;

import dev.keepwatch.format.catalog.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// An archive without files, and short ways to use it.
abstract class StorageFixture {

  @TempDir protected Path spool;

  private Storage storage;

  /// An archive without files. It is a new one for each test.
  protected abstract Storage emptyArchive() throws Exception;

  @BeforeEach
  final void open() throws Exception {
    storage = emptyArchive();
  }

  @AfterEach
  final void close() {
    storage.close();
  }

  protected final Storage storage() {
    return storage;
  }

  protected final void write(String name, byte[] content) throws IOException {
    storage.write(newFile(name, content));
  }

  protected final NewFile newFile(String name, byte[] content) throws IOException {
    Path file = Files.createTempFile(spool, "content", null);
    Files.write(file, content);
    return new NewFile(name, file, FileRole.VOLUME, Map.of("volumes", "1"));
  }

  protected final byte[] read(String name) throws IOException {
    try (InputStream stream = storage.read(name)) {
      return stream.readAllBytes();
    }
  }

  protected final List<StoredFile> list() throws StorageException {
    List<StoredFile> files = new ArrayList<>();
    storage.list(files::add);
    return files;
  }

  /// The same bytes for the same seed.
  protected static byte[] random(int length, long seed) {
    byte[] content = new byte[length];
    new Random(seed).nextBytes(content);
    return content;
  }
}
