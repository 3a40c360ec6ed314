package dev.keepwatch.agent.envelope.openpgp;

import java.util.Optional;

/// How a sealed message is made, where `gpg`'s own defaults are not wanted.
///
/// @param compression the method; without it the one that `gpg` would take
/// @param bzip2Level how many hundred thousand bytes bzip2 looks at together: 1 to 9
/// @param cipher what it is encrypted with
public record MessageForm(
    Optional<Compression> compression, int bzip2Level, SymmetricAlgorithm cipher) {

  /// What `gpg` 2.2 does by itself.
  public static final MessageForm USUAL =
      new MessageForm(Optional.empty(), 6, SymmetricAlgorithm.AES256);

  public MessageForm {
    if (bzip2Level < 1 || bzip2Level > 9) {
      throw new IllegalArgumentException("bzip2 has the levels 1 to 9, not " + bzip2Level);
    }
    if (!cipher.isWritten()) {
      throw new IllegalArgumentException(cipher + " is read, but no longer written");
    }
  }
}
