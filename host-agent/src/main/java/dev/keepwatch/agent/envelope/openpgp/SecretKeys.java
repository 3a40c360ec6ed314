package dev.keepwatch.agent.envelope.openpgp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSecretKey;

/// The secret keys that messages may be opened with, each unlocked at most once.
final class SecretKeys {
  private final List<PGPSecretKey> keys;
  private final List<Passphrase> passphrases;
  private final Map<Long, Optional<PGPKeyPair>> unlocked = new HashMap<>();

  SecretKeys(OpenPgpKeys keys, List<Passphrase> passphrases) {
    this.keys = keys.all().stream().flatMap(key -> key.secretKeys().stream()).toList();
    this.passphrases = List.copyOf(passphrases);
  }

  /// The keys that a packet may be meant for; also such as have expired or been revoked since.
  Stream<PGPSecretKey> meantBy(RecipientPacket packet) {
    return keys.stream().filter(key -> packet.mayBeFor(key.getPublicKey()));
  }

  synchronized Optional<PGPKeyPair> unlock(PGPSecretKey key) {
    return unlocked.computeIfAbsent(
        key.getKeyID(),
        id ->
            SecretKeyLock.unlock(key, passphrases)
                .map(unlockedKey -> new PGPKeyPair(key.getPublicKey(), unlockedKey)));
  }
}
