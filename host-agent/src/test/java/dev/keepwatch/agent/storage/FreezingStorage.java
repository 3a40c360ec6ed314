package dev.keepwatch.agent.storage;

import dev.keepwatch.agent.storage.StorageException.Reason;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// An archive in memory, some of whose files lie in archive classes until they are thawed.
public final class FreezingStorage extends StorageOverMemory implements Thawing {

  /// When what is thawed goes again.
  public static final Instant UNTIL = Instant.parse("2026-03-01T00:00:00Z");

  /// `name tier days` of everything that was asked for.
  public final List<String> requests = new ArrayList<>();

  public final List<String> read = new ArrayList<>();

  /// Asked before each look and each request; throws where a test wants it to.
  public Trouble trouble = () -> {};

  /// How often somebody has to look until what was asked for is back.
  public int looksUntilBack = 1;

  /// What fails.
  @FunctionalInterface
  public interface Trouble {
    void befall() throws StorageException;
  }

  private final Map<String, ArchiveClass> archived = new HashMap<>();
  private final Map<String, Integer> coming = new HashMap<>();
  private final Set<String> back = new HashSet<>();

  /// Puts all files into an archive class whose names hold this.
  public void freeze(String part, ArchiveClass archive) {
    memory.names().stream()
        .filter(name -> name.contains(part))
        .forEach(name -> archived.put(name, archive));
  }

  /// What somebody else asked for.
  public void ask(String name) {
    coming.put(name, looksUntilBack);
  }

  /// Brings back all that was asked for.
  public void bringBack() {
    back.addAll(coming.keySet());
    coming.clear();
  }

  /// Forgets that anything was asked for.
  public void drop() {
    coming.clear();
  }

  @Override
  public void look(Predicate<String> wanted, Consumer<ArchivedFile> each) throws StorageException {
    trouble.befall();
    archived.forEach((name, archive) -> {
      if (wanted.test(name)) {
        each.accept(
            new ArchivedFile(name, memory.content(name).length, archive, stateAtLook(name)));
      }
    });
  }

  private ThawState stateAtLook(String name) {
    if (coming.containsKey(name) && coming.merge(name, -1, Integer::sum) < 0) {
      coming.remove(name);
      back.add(name);
    }
    if (back.contains(name)) {
      return new ThawState.Back(Optional.of(UNTIL));
    }
    return coming.containsKey(name) ? ThawState.COMING : ThawState.FROZEN;
  }

  @Override
  public void request(ArchivedFile file, ThawTier tier, int days) throws StorageException {
    trouble.befall();
    requests.add(file.name() + " " + tier.word() + " " + days);
    coming.put(file.name(), looksUntilBack);
  }

  @Override
  public Optional<Thawing> thawing() {
    return Optional.of(this);
  }

  @Override
  public InputStream read(String name) throws StorageException {
    if (archived.containsKey(name) && !back.contains(name)) {
      throw new StorageException(Reason.FROZEN, "cannot read " + name + ": it is frozen.");
    }
    read.add(name);
    return super.read(name);
  }
}
