package dev.keepwatch.agent.config;

import java.util.List;
import java.util.Optional;

/// How archives are protected.
public sealed interface Protection {

  /// Not at all.
  record None() implements Protection {}

  /// Encrypted to keys.
  ///
  /// @param encrypt key files or key names; at least one of these and of the hidden ones
  /// @param hidden the same, for keys that the archive does not name
  /// @param sign the key to sign with
  /// @param passphrase what unlocks that key; nothing if it lies open
  record Keys(
      List<String> encrypt,
      List<String> hidden,
      Optional<String> sign,
      Optional<PassphraseSource> passphrase)
      implements Protection {
    public Keys {
      encrypt = List.copyOf(encrypt);
      hidden = List.copyOf(hidden);
    }
  }

  /// Encrypted with a passphrase.
  record Symmetric(PassphraseSource passphrase) implements Protection {}

  /// Where a passphrase comes from; it never stands in the configuration itself.
  sealed interface PassphraseSource {

    /// The first line of a file that nobody else may read.
    ///
    /// @param path relative to the directory of the configuration, or absolute
    record File(String path) implements PassphraseSource {}

    /// The first line that a command prints.
    ///
    /// @param words the program and its arguments
    record Command(List<String> words) implements PassphraseSource {
      public Command {
        words = List.copyOf(words);
      }
    }
  }
}
