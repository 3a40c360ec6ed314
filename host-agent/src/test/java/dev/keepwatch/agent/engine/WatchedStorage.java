package dev.keepwatch.agent.engine;

import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A storage that remembers what was asked of it and fails when a test wants it to.
public final class WatchedStorage implements Storage {

  /// What befalls a file.
  @FunctionalInterface
  public interface Trouble {
    void befall(String name) throws StorageException;

    /// A failure for each file whose name contains `part`.
    static Trouble with(String part, StorageException.Reason reason) {
      return name -> {
        if (name.contains(part)) {
          throw new StorageException(reason, "cannot write " + name + ": the test says so");
        }
      };
    }
  }

  public final List<String> written = Collections.synchronizedList(new ArrayList<>());
  public final List<String> read = Collections.synchronizedList(new ArrayList<>());
  public final List<String> deleted = Collections.synchronizedList(new ArrayList<>());
  public volatile Trouble beforeDelete = name -> {};
  public volatile Trouble beforeWrite = name -> {};
  public volatile Trouble afterWrite = name -> {};
  public volatile Trouble beforeRead = name -> {};

  private final Storage storage;

  public WatchedStorage(Storage storage) {
    this.storage = storage;
  }

  @Override
  public void list(Consumer<StoredFile> each) throws StorageException {
    storage.list(each);
  }

  @Override
  public InputStream read(String name) throws StorageException {
    beforeRead.befall(name);
    read.add(name);
    return storage.read(name);
  }

  @Override
  public void write(NewFile file) throws StorageException {
    beforeWrite.befall(file.name());
    storage.write(file);
    written.add(file.name());
    afterWrite.befall(file.name());
  }

  @Override
  public void delete(String name) throws StorageException {
    beforeDelete.befall(name);
    storage.delete(name);
    deleted.add(name);
  }

  @Override
  public Optional<Path> directory() {
    return storage.directory();
  }

  @Override
  public String location() {
    return storage.location();
  }

  @Override
  public void close() {
    storage.close();
  }
}
