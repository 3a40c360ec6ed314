package dev.keepwatch.agent.cli;

import dev.keepwatch.agent.storage.NewFile;
import dev.keepwatch.agent.storage.Storage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.Tagging;
import dev.keepwatch.agent.storage.Thawing;
import dev.keepwatch.agent.storage.Turn;
import dev.keepwatch.agent.storage.Undeletion;
import dev.keepwatch.format.catalog.Catalog;
import dev.keepwatch.format.catalog.StoredFile;
import dev.keepwatch.format.naming.NamingScheme;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/// A storage whose first listing is understood in passing, so that people can be told what is there
/// without asking for it twice.
///
/// For a backup a folder that is not there yet may be an empty one: the first write makes it.
/// Whoever wants to read is told that it is not there.
final class WatchedStorage implements Storage {

  private final Storage storage;
  private final NamingScheme names;
  private final boolean absentIsEmpty;
  private final Hindsight hindsight;
  private final Consumer<Catalog> listed;
  private boolean told;

  /// @param absentIsEmpty whether a folder that is not there is taken for an empty one
  /// @param hindsight what of the listing counts
  /// @param listed told of the first listing, when it is through
  WatchedStorage(
      Storage storage,
      NamingScheme names,
      boolean absentIsEmpty,
      Hindsight hindsight,
      Consumer<Catalog> listed) {
    this.storage = storage;
    this.names = names;
    this.absentIsEmpty = absentIsEmpty;
    this.hindsight = hindsight;
    this.listed = listed;
  }

  @Override
  public void list(Consumer<StoredFile> each) throws StorageException {
    var catalog = new Catalog.Builder(names);
    try {
      storage.list(file -> {
        if (hindsight.sees(file)) {
          catalog.add(file);
          each.accept(file);
        }
      });
    } catch (StorageException e) {
      if (!absentIsEmpty || e.reason() != StorageException.Reason.ABSENT) {
        throw e;
      }
    }
    if (!told) {
      told = true;
      listed.accept(catalog.build());
    }
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
  public void write(NewFile file, Turn turn) throws StorageException {
    storage.write(file, turn);
  }

  @Override
  public void delete(String name) throws StorageException {
    storage.delete(name);
  }

  @Override
  public boolean holds(NewFile file) throws StorageException {
    return storage.holds(file);
  }

  @Override
  public Optional<Path> directory() {
    return storage.directory();
  }

  @Override
  public Optional<Thawing> thawing() {
    return storage.thawing();
  }

  @Override
  public Optional<Tagging> tagging() {
    return storage.tagging();
  }

  @Override
  public Optional<Undeletion> undeletion() {
    return storage.undeletion();
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
