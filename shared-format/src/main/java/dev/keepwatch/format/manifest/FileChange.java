package dev.keepwatch.format.manifest;

import java.util.Locale;
import java.util.Optional;

/// What the list of changed files says of a regular file.
public enum FileChange {
  /// Stored whole.
  NEW,
  /// Stored as the difference from its previous state.
  CHANGED,
  /// No longer there.
  DELETED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<FileChange> ofWord(String word) {
    for (var change : values()) {
      if (change.word().equalsIgnoreCase(word)) {
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }
}
