package dev.keepwatch.agent.deflate;

import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// The workers that deflate chunks: a few threads, shared by all streams of a run.
///
/// Whoever makes the pool closes it, after the streams. Closing it under a stream that is still
/// being written makes that stream fail; no thread outlives [#close].
public final class DeflatePool implements AutoCloseable {
  private final int threads;
  private final int level;
  private final ExecutorService workers;
  private final ConcurrentLinkedQueue<Deflater> idle = new ConcurrentLinkedQueue<>();

  /// A pool with one thread for each processor.
  public DeflatePool() {
    this(Runtime.getRuntime().availableProcessors());
  }

  public DeflatePool(int threads) {
    this(threads, Deflater.DEFAULT_COMPRESSION);
  }

  private DeflatePool(int threads, int level) {
    this.threads = threads;
    this.level = level;
    this.workers = Executors.newFixedThreadPool(threads, namedThreads());
  }

  /// A pool as the usual one that tries as hard as zlib does at this level, from 1 to 9.
  public static DeflatePool ofLevel(int level) {
    return new DeflatePool(Runtime.getRuntime().availableProcessors(), level);
  }

  /// How many chunks a stream should have under way so that no worker waits for the writer.
  int chunksInFlight() {
    return Math.min(8, 2 * threads + 2);
  }

  /// @throws java.util.concurrent.RejectedExecutionException if the pool is closed
  Future<Chunk> submit(Chunk chunk) {
    Callable<Chunk> task =
        () -> {
          work(chunk);
          return chunk;
        };
    return workers.submit(task);
  }

  private void work(Chunk chunk) {
    @Nullable Deflater free = idle.poll();
    Deflater deflater = free != null ? free : new Deflater(level, true);
    try {
      chunk.deflate(deflater);
    } finally {
      idle.add(deflater);
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
    boolean interrupted = false;
    // A chunk takes milliseconds, so this ends soon; a Deflater must not be freed under a worker's
    // hands.
    while (!workers.isTerminated()) {
      try {
        workers.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    for (@Nullable Deflater free = idle.poll(); free != null; free = idle.poll()) {
      free.end();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isTerminated() {
    return workers.isTerminated();
  }

  private static ThreadFactory namedThreads() {
    var number = new AtomicInteger();
    return task -> {
      var thread = new Thread(task, "keepwatch-deflate-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
