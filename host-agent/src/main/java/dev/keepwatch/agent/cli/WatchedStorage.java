package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.NamingScheme;
import java.io.InputStream;
import java.util.function.Consumer;

/// A storage whose listings are understood in passing, so that people can be told what is there
/// without asking for it twice.
final class WatchedStorage implements Storage {

  private final Storage storage;
  private final NamingScheme names;
  private final Consumer<Catalog> listed;

  /// @param listed told of each listing, when it is through
  WatchedStorage(Storage storage, NamingScheme names, Consumer<Catalog> listed) {
    this.storage = storage;
    this.names = names;
    this.listed = listed;
  }

  @Override
  public void list(Consumer<StoredFile> each) throws StorageException {
    var catalog = new Catalog.Builder(names);
    storage.list(file -> {
      catalog.add(file);
      each.accept(file);
    });
    listed.accept(catalog.build());
  }

  @Override
  public InputStream read(String name) throws StorageException {
    return storage.read(name);
  }

  @Override
  public void write(NewFile file) throws StorageException {
    storage.write(file);
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
