package dev.keepwatch.agent.envelope.openpgp;

import java.security.SecureRandom;
import java.util.Optional;

/// The key of one message.
final class SessionKey {
  private final SymmetricAlgorithm algorithm;
  private final byte[] key;

  SessionKey(SymmetricAlgorithm algorithm, byte[] key) {
    if (key.length != algorithm.keyLength()) {
      throw new IllegalArgumentException(
          "a key of " + key.length + " bytes is none for " + algorithm);
    }
    this.algorithm = algorithm;
    this.key = key.clone();
  }

  static SessionKey random(SymmetricAlgorithm algorithm, SecureRandom random) {
    var key = new byte[algorithm.keyLength()];
    random.nextBytes(key);
    return new SessionKey(algorithm, key);
  }

  /// The key that decrypted data holds; nothing if it cannot be one, which is how a wrong key shows
  /// itself.
  static Optional<SessionKey> ofDecrypted(int algorithmId, byte[] key) {
    for (SymmetricAlgorithm algorithm : SymmetricAlgorithm.values()) {
      if (algorithm.id() == algorithmId && algorithm.keyLength() == key.length) {
        return Optional.of(new SessionKey(algorithm, key));
      }
    }
    return Optional.empty();
  }

  SymmetricAlgorithm algorithm() {
    return algorithm;
  }

  byte[] bytes() {
    return key.clone();
  }

  BlockEncryption encryption() {
    return algorithm.encryption(key);
  }
}
