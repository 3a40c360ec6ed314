package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.engine.WatchedStorage;
import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// A storage that breaks at its n-th write: before it, so that nothing is stored from then on, or
/// behind it, so that the file is there and nobody is told.
final class RandomTroubles {

  private static final List<Reason> REASONS =
      List.of(Reason.TRANSIENT, Reason.FAILED, Reason.DENIED);

  private final WatchedStorage storage;
  private final Random random;
  private volatile boolean fired;

  RandomTroubles(WatchedStorage storage, Random random) {
    this.storage = storage;
    this.random = random;
  }

  /// @return what will happen, for the story
  String prepare(int most) {
    int last = 1 + random.nextInt(most);
    var reason = REASONS.get(random.nextInt(REASONS.size()));
    var writes = new AtomicInteger();
    boolean answerLost = random.nextInt(3) == 0;
    boolean onlyOnce = random.nextInt(4) == 0;
    WatchedStorage.Trouble trouble =
        name -> {
          int now = writes.incrementAndGet();
          if (onlyOnce ? now == last : now >= last) {
            fired = true;
            throw new StorageException(reason, "cannot write " + name + ": the test says so");
          }
        };
    if (answerLost) {
      storage.afterWrite = trouble;
    } else {
      storage.beforeWrite = trouble;
    }
    return "; %s %s write %d%s"
        .formatted(reason, answerLost ? "after" : "before", last, onlyOnce ? " only" : "");
  }

  /// @return whether it happened
  boolean end() {
    storage.beforeWrite = name -> {};
    storage.afterWrite = name -> {};
    boolean happened = fired;
    fired = false;
    return happened;
  }
}
