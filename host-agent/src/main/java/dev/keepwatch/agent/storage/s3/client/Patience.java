package dev.keepwatch.agent.storage.s3.client;

import java.time.Duration;
import java.util.Optional;

/// How a server is waited for: by which rule, and the waiting itself.
public record Patience(RetryRule rule, Waiting waiting) {

  /// The first attempt at something begins.
  public Attempts begin() {
    return new Attempts();
  }

  /// The attempts at one thing. Used by one thread.
  public final class Attempts {

    private Duration firstFailure = Duration.ZERO;
    private int made;

    /// An attempt failed. Waits for the next one, if there shall be one.
    public boolean again(Trouble trouble, Duration asked) {
      made++;
      if (made == 1) {
        firstFailure = waiting.elapsed();
      }
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      Duration since = waiting.elapsed().minus(firstFailure);
      Optional<Duration> wait = rule.next(made, since, trouble, asked, waiting.chance());
      return wait.isPresent() && rest(wait.get());
    }

    private boolean rest(Duration length) {
      try {
        waiting.pause(length);
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    /// It went well for a while; what fails now is something new.
    public void forgive() {
      made = 0;
    }

    int made() {
      return made;
    }
  }
}
