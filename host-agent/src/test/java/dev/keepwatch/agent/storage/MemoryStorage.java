package dev.keepwatch.agent.storage;

import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.format.catalog.StoredFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/// An archive in memory, for the tests of those who use storage. What a thief, a broken disk or
/// another writer does to an archive, tests do through [#put] and [#remove].
public final class MemoryStorage implements Storage {

  @SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
  private record Entry(
      byte[] content, Instant written, FileRole role, Map<String, String> metadata) {}

  private final ConcurrentSkipListMap<String, Entry> entries = new ConcurrentSkipListMap<>();
  private final InstantSource clock;

  public MemoryStorage(InstantSource clock) {
    this.clock = clock;
  }

  /// A storage whose files were all written at one fixed moment.
  public MemoryStorage() {
    this(InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));
  }

  @Override
  public void list(Consumer<StoredFile> each) {
    entries.forEach((name, entry) ->
        each.accept(new StoredFile(name, entry.content().length, entry.written())));
  }

  @Override
  public InputStream read(String name) throws StorageException {
    FileName.check(name);
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new StorageException(Reason.ABSENT, "cannot read " + name + ": it does not exist.");
    }
    return new ByteArrayInputStream(entry.content());
  }

  @Override
  public void write(NewFile file) throws StorageException {
    byte[] content;
    try {
      content = Files.readAllBytes(file.content());
    } catch (IOException e) {
      throw new StorageException(Reason.FAILED, "cannot write " + file.name() + ": " + e, e);
    }
    var entry = new Entry(content, clock.instant(), file.role(), file.metadata());
    if (entries.putIfAbsent(file.name(), entry) != null) {
      throw new StorageException(
          Reason.EXISTS, "cannot write " + file.name() + ": it exists already.");
    }
  }

  @Override
  public void delete(String name) {
    entries.remove(FileName.check(name));
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  /// Puts a file there, or another in its place.
  public void put(String name, byte[] content) {
    entries.put(
        FileName.check(name),
        new Entry(content.clone(), clock.instant(), FileRole.VOLUME, Map.of()));
  }

  /// Takes a file away.
  public void remove(String name) {
    if (entries.remove(name) == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
  }

  public NavigableSet<String> names() {
    return new TreeSet<>(entries.keySet());
  }

  public byte[] content(String name) {
    return entry(name).content().clone();
  }

  public FileRole role(String name) {
    return entry(name).role();
  }

  public Map<String, String> metadata(String name) {
    return entry(name).metadata();
  }

  private Entry entry(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return entry;
  }
}
