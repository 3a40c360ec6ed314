package dev.keepwatch.infra.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Whether what is stored can be deleted at all before its time.
///
/// It is chosen when a bucket is made and can never be switched off again.
public sealed interface ObjectLock {
  record None() implements ObjectLock {}

  /// @param days how long each file is locked from its upload on
  /// @param fullEveryDays how far apart the fulls of this host are
  /// @param windowDays for how long any state of the host shall be safe
  record Locked(Mode mode, int days, int fullEveryDays, int windowDays) implements ObjectLock {
    public Locked {
      if (days < fullEveryDays + windowDays) {
        throw new IllegalArgumentException(
            days
                + " days are less than full-every-days and window-days together ("
                + (fullEveryDays + windowDays)
                + "): a full would be unlocked while increments that need it are still locked");
      }
    }
  }

  /// Who can take a lock away.
  enum Mode {
    /// Whoever has the right `s3:BypassGovernanceRetention`.
    GOVERNANCE,
    /// Nobody, not even the account's owner.
    COMPLIANCE;

    static Mode parse(String text) {
      List<String> words =
          Arrays.stream(values()).map(mode -> mode.name().toLowerCase(Locale.ROOT)).toList();
      if (!words.contains(text)) {
        throw new IllegalArgumentException(
            "\"" + text + "\" is no mode of a lock" + NearestWord.hint(text, words));
      }
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
