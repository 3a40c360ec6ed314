package dev.keepwatch.agent.storage;

import java.util.Locale;

/// How fast, and how dear, a file is brought back. The names are Amazon's.
public enum ThawTier {
  BULK,
  STANDARD,
  EXPEDITED;

  /// As it is typed.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
