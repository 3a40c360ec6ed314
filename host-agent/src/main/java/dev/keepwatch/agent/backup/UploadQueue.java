package dev.keepwatch.agent.backup;

import dev.keepwatch.agent.volume.SealedVolume;
import dev.keepwatch.agent.volume.VolumeReceiver;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Stores volumes while the next one is packed, in the order in which they come, at most so many at
/// a time.
///
/// Packing waits while `inFlight` volumes are not stored yet: that bounds the spool to one more.
/// After a failure nothing further is stored.
final class UploadQueue implements VolumeReceiver, AutoCloseable {

  /// Stores one volume and lets its file go.
  @FunctionalInterface
  interface Store {
    void store(SealedVolume volume) throws IOException;
  }

  /// An upload that is interrupted ends at its next look at the network, whose timeouts are
  /// shorter.
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Store store;
  private final int inFlight;
  private final Semaphore places;
  private volatile @Nullable Throwable failure;
  private final ExecutorService uploader;

  UploadQueue(int inFlight, Store store) {
    this.store = store;
    this.inFlight = inFlight;
    this.places = new Semaphore(inFlight);
    this.uploader =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("keepwatch-upload-", 1).factory());
  }

  @Override
  public void accept(SealedVolume volume) throws IOException {
    acquire(1);
    try {
      throwFailure();
      uploader.execute(() -> upload(volume));
    } catch (IOException | RuntimeException e) {
      places.release();
      throw e;
    }
  }

  private void upload(SealedVolume volume) {
    try {
      if (failure == null) {
        store.store(volume);
      }
    } catch (Throwable e) {
      // Errors too: whatever it is, the volume may not be stored, and the set must not be
      // committed.
      failure = e;
    } finally {
      places.release();
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
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Throwable e -> throw new IllegalStateException("a volume could not be stored", e);
    }
  }

  /// Stops; what is being stored at the moment is given up, and has ended when this returns.
  @Override
  public void close() {
    uploader.shutdownNow();
    try {
      if (!uploader.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("an upload does not end, though it was interrupted");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
