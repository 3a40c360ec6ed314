package dev.keepwatch.agent.storage;

import dev.keepwatch.format.catalog.StoredFile;
import java.io.InputStream;
import java.util.function.Consumer;

/// An archive in memory that can do more, as those who extend it say.
public abstract class StorageOverMemory implements Storage {

  public final MemoryStorage memory = new MemoryStorage();

  @Override
  public InputStream read(String name) throws StorageException {
    return memory.read(name);
  }

  @Override
  public void list(Consumer<StoredFile> each) {
    memory.list(each);
  }

  @Override
  public void write(NewFile file) throws StorageException {
    memory.write(file);
  }

  @Override
  public void delete(String name) {
    memory.delete(name);
  }

  @Override
  public String location() {
    return memory.location();
  }

  @Override
  public void close() {
    memory.close();
  }
}
