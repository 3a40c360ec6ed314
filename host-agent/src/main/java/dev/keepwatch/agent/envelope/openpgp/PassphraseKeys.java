package dev.keepwatch.agent.envelope.openpgp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The passphrases at hand for messages, and the keys that were lately derived from them.
///
/// Deriving a key is slow on purpose; a message that is opened twice need not wait twice.
final class PassphraseKeys {
  private static final int KEPT = 32;

  private final List<Passphrase> passphrases;
  private final Map<Derivation, byte[]> derived =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Derivation, byte[]> eldest) {
          return size() > KEPT;
        }
      };

  PassphraseKeys(List<Passphrase> passphrases) {
    this.passphrases = List.copyOf(passphrases);
  }

  /// One key for each passphrase.
  synchronized List<byte[]> derive(StringToKey stringToKey, int keyLength) {
    return passphrases.stream()
        .map(passphrase ->
            derived
                .computeIfAbsent(
                    new Derivation(passphrase, stringToKey, keyLength),
                    wanted -> stringToKey.derive(passphrase, keyLength))
                .clone())
        .toList();
  }

  boolean isEmpty() {
    return passphrases.isEmpty();
  }

  private record Derivation(Passphrase passphrase, StringToKey stringToKey, int keyLength) {}
}
