package dev.keepwatch.agent.storage;

import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// An archive in memory that keeps tags on its files.
public final class TaggedStorage implements Storage, Tagging {

  public final MemoryStorage memory = new MemoryStorage();

  /// The names of the files that were looked at, and of those that got other tags.
  public final List<String> looks = new CopyOnWriteArrayList<>();

  public final List<String> changes = new CopyOnWriteArrayList<>();

  /// Asked before each look and each change; throws where a test wants it to.
  public Trouble troubleAtLook = name -> {};

  public Trouble troubleAtChange = name -> {};

  /// What fails.
  @FunctionalInterface
  public interface Trouble {
    void befall(String name) throws StorageException;
  }

  private final Map<String, FileTags> tags = new ConcurrentHashMap<>();

  /// Puts a file there as a tool does that knows nothing of our tag.
  public void put(String name, Map<String, String> others) {
    memory.put(name, new byte[10]);
    tags.put(name, new FileTags(others));
  }

  public Map<String, String> tags(String name) {
    return tags.getOrDefault(name, FileTags.NONE).values();
  }

  @Override
  public FileTags look(String name) throws StorageException {
    troubleAtLook.befall(name);
    looks.add(name);
    return tags.getOrDefault(check(name), FileTags.NONE);
  }

  @Override
  public void replace(String name, FileTags changed) throws StorageException {
    troubleAtChange.befall(name);
    changes.add(name);
    tags.put(check(name), changed);
  }

  private String check(String name) throws StorageException {
    if (!memory.names().contains(name)) {
      throw new StorageException(Reason.ABSENT, "cannot tag " + name + ": it does not exist.");
    }
    return name;
  }

  @Override
  public Optional<Tagging> tagging() {
    return Optional.of(this);
  }

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
    tags.put(file.name(), FileTags.NONE.with(file.role()));
  }

  @Override
  public void delete(String name) {
    memory.delete(name);
    tags.remove(name);
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
