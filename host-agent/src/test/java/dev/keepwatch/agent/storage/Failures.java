package dev.keepwatch.agent.storage;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/// Catches what a storage throws.
public final class Failures {

  private Failures() {}

  /// An action that must fail.
  @FunctionalInterface
  public interface Failing {
    void run() throws Exception;
  }

  public static StorageException failureOf(Failing action) {
    return catchThrowableOfType(StorageException.class, action::run);
  }
}
