package dev.keepwatch.agent.tagging;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Threads that each do one thing at a time. Who brings more waits, so that nothing piles up.
final class Lanes implements AutoCloseable {

  private final int width;
  private final Semaphore free;
  private final ExecutorService threads;

  /// What nobody has foreseen; guarded by this.
  private @Nullable RuntimeException fault;

  Lanes(int width) {
    this.width = width;
    this.free = new Semaphore(width);
    this.threads =
        Executors.newFixedThreadPool(
            width, Thread.ofPlatform().daemon().name("keepwatch-tag-", 1).factory());
  }

  /// Has something done as soon as there is a thread for it.
  void put(Runnable work) {
    free.acquireUninterruptibly();
    threads.execute(() -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        keep(e);
      } catch (Error e) {
        keep(new IllegalStateException("a thread broke", e));
      } finally {
        free.release();
      }
    });
  }

  /// Waits until everything is done.
  ///
  /// @throws RuntimeException that of the work, if there was one
  void await() {
    free.acquireUninterruptibly(width);
    free.release(width);
    var found = fault();
    if (found != null) {
      throw found;
    }
  }

  private synchronized void keep(RuntimeException e) {
    fault = fault == null ? e : fault;
  }

  private synchronized @Nullable RuntimeException fault() {
    return fault;
  }

  /// What is being done is done to its end.
  @Override
  public void close() {
    threads.close();
  }
}
