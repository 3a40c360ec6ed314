package dev.keepwatch.agent.storage;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;

/// Catches what a storage throws.
public final class Failures {

  private Failures() {}

  /// An action that must fail.
  @FunctionalInterface
  public interface Failing {
    void run() throws Exception;
  }

  public static StorageException failureOf(Failing action) {
    StorageException failure = catchThrowableOfType(StorageException.class, action::run);
    return Optional.ofNullable(failure).orElseThrow(() -> new AssertionError("nothing failed"));
  }
}
