package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.storage.StorageException;
import dev.keepwatch.agent.storage.StorageException.Reason;
import dev.keepwatch.agent.storage.Turn;
import dev.keepwatch.agent.volume.SealedVolume;
import dev.keepwatch.agent.volume.VolumeReceiver;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Stores volumes while the next one is packed, several at a time. They appear in the order in
/// which they come: what is stored of a set is always its beginning.
///
/// Packing waits while `inFlight` volumes are not stored yet: that bounds the spool to one more.
/// After a failure nothing further is stored.
final class UploadQueue implements VolumeReceiver, AutoCloseable {

  /// Stores one volume, which appears when it is its turn, and lets its file go.
  @FunctionalInterface
  interface Store {
    void store(SealedVolume volume, Turn turn) throws IOException;
  }

  private final Store store;
  private final int inFlight;
  private final Semaphore places;
  private final ExecutorService uploaders;
  private long accepted;

  private final Object progress = new Object();

  /// How many are stored, from the first on; guarded by `progress`.
  private long stored;

  /// The first failure; guarded by `progress`.
  private @Nullable Throwable failure;

  /// The first volume that is not stored because of one; guarded by `progress`.
  private long lost = Long.MAX_VALUE;

  UploadQueue(int inFlight, Store store) {
    this.store = store;
    this.inFlight = inFlight;
    this.places = new Semaphore(inFlight);
    this.uploaders =
        Executors.newFixedThreadPool(
            inFlight, Thread.ofPlatform().daemon().name("keepwatch-upload-", 1).factory());
  }

  @Override
  public void accept(SealedVolume volume) throws IOException {
    acquire(1);
    try {
      throwFailure();
      long number = accepted++;
      uploaders.execute(() -> upload(volume, number));
    } catch (IOException | RuntimeException e) {
      places.release();
      throw e;
    }
  }

  private void upload(SealedVolume volume, long number) {
    try {
      if (failure() == null) {
        store.store(volume, () -> awaitTurn(number));
        finished(number);
      }
    } catch (Throwable e) {
      // Errors too: whatever it is, the volume may not be stored, and the set must not be
      // committed.
      fail(e, number);
    } finally {
      places.release();
    }
  }

  private void awaitTurn(long number) throws StorageException {
    synchronized (progress) {
      while (stored < number && number <= lost) {
        try {
          progress.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new StorageException(Reason.FAILED, "interrupted while storing", e);
        }
      }
      if (number > lost) {
        throw new StorageException(Reason.FAILED, "a volume before this one could not be stored");
      }
    }
  }

  private void finished(long number) throws StorageException {
    awaitTurn(number); // a storage may not have asked
    synchronized (progress) {
      stored = number + 1;
      progress.notifyAll();
    }
  }

  private void fail(Throwable e, long number) {
    synchronized (progress) {
      lost = Math.min(lost, number);
      if (failure == null) {
        failure = e;
      }
      progress.notifyAll();
    }
  }

  private @Nullable Throwable failure() {
    synchronized (progress) {
      return failure;
    }
  }

  /// Waits until everything is stored.
  ///
  /// @throws IOException if something could not be stored
  void drain() throws IOException {
    acquire(inFlight);
    places.release(inFlight);
    throwFailure();
  }

  private void acquire(int permits) throws IOException {
    try {
      places.acquire(permits);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while storing").initCause(e);
    }
  }

  private void throwFailure() throws IOException {
    switch (failure()) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Throwable e -> throw new IllegalStateException("a volume could not be stored", e);
    }
  }

  /// Stops; what is being stored at the moment is given up, and has ended when this returns: at its
  /// next look at the network, within `--timeout`.
  @Override
  public void close() {
    uploaders.shutdownNow();
    uploaders.close();
  }
}
