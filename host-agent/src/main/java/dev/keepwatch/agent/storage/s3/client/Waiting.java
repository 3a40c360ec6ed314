package dev.keepwatch.agent.storage.s3.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Time as it passes while somebody waits, and chance.
public interface Waiting {

  /// How long it is since some moment that stays the same.
  Duration elapsed();

  void pause(Duration length) throws InterruptedException;

  /// From 0 to 1.
  double chance();

  Waiting REAL =
      new Waiting() {
        @Override
        public Duration elapsed() {
          return Duration.ofNanos(System.nanoTime());
        }

        @Override
        public void pause(Duration length) throws InterruptedException {
          Thread.sleep(length);
        }

        @Override
        public double chance() {
          return ThreadLocalRandom.current().nextDouble();
        }
      };
}
