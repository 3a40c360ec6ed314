package dev.keepwatch.agent.selection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// Where a pattern is tried that needs more stack than a thread usually has: Java's matcher goes
/// one call deeper with every repetition of some groups.
final class DeepStack {

  private static final long BYTES = 512L << 20;

  private DeepStack() {}

  /// What was computed, or thrown.
  static <T> T call(Supplier<T> computation) {
    var result = new CompletableFuture<T>();
    Runnable run =
        () -> {
          try {
            result.complete(computation.get());
          } catch (RuntimeException | StackOverflowError e) {
            result.completeExceptionally(e);
          }
        };
    new Thread(null, run, "deep-pattern", BYTES).start();
    try {
      return result.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof PatientText.Exhausted exhausted
          ? exhausted
          : new PatientText.Exhausted();
    }
  }
}
