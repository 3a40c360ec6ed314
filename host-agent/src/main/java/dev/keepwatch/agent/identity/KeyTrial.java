package dev.keepwatch.agent.identity;

import dev.keepwatch.agent.identity.IdentityException.Reason;
import dev.keepwatch.agent.thaw.Pause;
import java.time.Duration;

/// Tries a key until it works.
///
/// The account tells its servers one after the other of a new key: one that accepts it says little
/// of the next, so it has to be accepted some times in a row.
public final class KeyTrial {

  private static final int IN_A_ROW = 3;
  private static final int MOST_ATTEMPTS = 24;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private final UserKeys keys;
  private final Pause pause;

  public KeyTrial(UserKeys keys, Pause pause) {
    this.keys = keys;
    this.pause = pause;
  }

  /// Returns when the key works.
  ///
  /// @throws IdentityException transient if it did not within some minutes
  void prove(AccessKey key) throws IdentityException {
    Duration wait = FIRST;
    int accepted = 0;
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      accepted = keys.accepts(key) ? accepted + 1 : 0;
      if (accepted == IN_A_ROW) {
        return;
      }
      rest(accepted > 0 ? FIRST : wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : wait.multipliedBy(2);
    }
    throw new IdentityException(
        Reason.TRANSIENT,
        "the key %s of %s is not accepted. Nothing that worked was taken away; run the same again later."
            .formatted(key.id(), keys.user()));
  }

  private void rest(Duration duration) throws IdentityException {
    try {
      pause.take(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IdentityException(
          Reason.TRANSIENT,
          "interrupted while a new key was tried; run the same again to go on",
          e);
    }
  }
}
