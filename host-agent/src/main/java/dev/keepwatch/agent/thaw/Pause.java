package dev.keepwatch.agent.thaw;

import java.time.Duration;

/// Lets time go by.
@FunctionalInterface
public interface Pause {
  void take(Duration duration) throws InterruptedException;
}
