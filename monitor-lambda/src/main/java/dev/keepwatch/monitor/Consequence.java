package dev.keepwatch.monitor;

/// What a verdict means for somebody who needs the data now; the worst comes first.
enum Consequence {
  /// Nothing can be restored.
  NOTHING_TO_RESTORE("nothing-to-restore", "with nothing to restore"),

  /// Nobody knows what can be restored.
  UNKNOWN("unknown", "unreadable"),

  /// Something can be restored, but it is older than it may be.
  TOO_OLD("too-old", "too old"),

  /// Something recent can be restored, but newer backups are damaged or the next ones will be.
  AT_RISK("at-risk", "damaged"),

  /// Something recent can be restored.
  NONE("none", "fresh and whole");

  private final String word;
  private final String phrase;

  Consequence(String word, String phrase) {
    this.word = word;
    this.phrase = phrase;
  }

  /// The word in JSON.
  String word() {
    return word;
  }

  /// What stands behind a number of folders: `3 too old`.
  String phrase() {
    return phrase;
  }

  boolean isTrouble() {
    return this != NONE;
  }
}
