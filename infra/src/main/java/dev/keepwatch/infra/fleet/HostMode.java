package dev.keepwatch.infra.fleet;

import java.util.Arrays;
import java.util.List;

/// What a host may do to its own history.
public enum HostMode {
  /// Adds files; can neither delete nor overwrite them. Retention runs in the account.
  APPEND_ONLY("append-only"),
  /// May also delete, so that retention can run on the host; versions keep what is deleted for a
  /// while.
  SELF_PRUNING("self-pruning");

  private final String word;

  HostMode(String word) {
    this.word = word;
  }

  /// The mode as `fleet.yaml` writes it.
  public String word() {
    return word;
  }

  static HostMode parse(String text) {
    for (HostMode mode : values()) {
      if (mode.word.equals(text)) {
        return mode;
      }
    }
    List<String> words = Arrays.stream(values()).map(HostMode::word).toList();
    throw new IllegalArgumentException(
        "\"" + text + "\" is no mode" + NearestWord.hint(text, words));
  }
}
