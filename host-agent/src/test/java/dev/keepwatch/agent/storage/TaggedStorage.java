package dev.keepwatch.agent.storage;

import dev.keepwatch.agent.storage.StorageException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// An archive in memory that keeps tags on its files.
public final class TaggedStorage extends StorageOverMemory implements Tagging {

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
  public void write(NewFile file) throws StorageException {
    super.write(file);
    tags.put(file.name(), FileTags.NONE.with(file.role()));
  }

  @Override
  public void delete(String name) {
    super.delete(name);
    tags.remove(name);
  }
}
