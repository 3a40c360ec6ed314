package dev.keepwatch.agent.rsync;

import java.lang.management.ManagementFactory;

/// How much a piece of work puts on the heap: all that this thread allocates in it, so at least
/// what it holds at any time.
public final class HeapUse {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private HeapUse() {}

  public static long of(Work work) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  public interface Work {
    void run() throws Exception;
  }
}
