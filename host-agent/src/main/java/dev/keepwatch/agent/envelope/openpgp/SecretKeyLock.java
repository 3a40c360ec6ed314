package dev.keepwatch.agent.envelope.openpgp;

import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.jspecify.annotations.Nullable;

/// Unlocks secret keys that a passphrase protects.
final class SecretKeyLock {
  private SecretKeyLock() {}

  /// The private key, if it lies open or one of the passphrases fits.
  static Optional<PGPPrivateKey> unlock(PGPSecretKey key, List<Passphrase> passphrases) {
    if (key.isPrivateKeyEmpty()) {
      return Optional.empty();
    }
    if (!isLocked(key)) {
      return extract(key, new char[0]);
    }
    return passphrases.stream()
        .flatMap(passphrase -> extract(key, passphrase.characters()).stream())
        .findFirst();
  }

  static boolean isLocked(PGPSecretKey key) {
    return key.getKeyEncryptionAlgorithm() != 0;
  }

  private static Optional<PGPPrivateKey> extract(PGPSecretKey key, char[] passphrase) {
    try {
      var digests = new BcPGPDigestCalculatorProvider();
      @Nullable PGPPrivateKey unlocked =
          key.extractPrivateKey(new BcPBESecretKeyDecryptorBuilder(digests).build(passphrase));
      return Optional.ofNullable(unlocked);
    } catch (PGPException | RuntimeException e) {
      // A checksum that does not fit: that is how a wrong passphrase shows itself.
      return Optional.empty();
    }
  }
}
