package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.jspecify.annotations.Nullable;

/// Finds a message's session key with what is at hand: secret keys first, then passphrases.
final class SessionKeyFinder {
  private final SecretKeys secretKeys;
  private final PassphraseKeys passphrases;
  private final List<RecipientPacket> recipients = new ArrayList<>();
  private final List<PassphrasePacket> passphrasePackets = new ArrayList<>();
  private @Nullable PGPSecretKey locked;
  private boolean anyKeyFitted;

  SessionKeyFinder(SecretKeys secretKeys, PassphraseKeys passphrases) {
    this.secretKeys = secretKeys;
    this.passphrases = passphrases;
  }

  void add(RecipientPacket packet) {
    recipients.add(packet);
  }

  void add(PassphrasePacket packet) {
    passphrasePackets.add(packet);
  }

  int size() {
    return recipients.size() + passphrasePackets.size();
  }

  int passphrases() {
    return passphrasePackets.size();
  }

  /// @param fits whether a key opens the message, as far as can be seen at its beginning
  SessionKey find(Predicate<SessionKey> fits) throws EnvelopeException {
    for (RecipientPacket packet : recipients) {
      for (PGPSecretKey key : secretKeys.meantBy(packet).toList()) {
        Optional<SessionKey> found = open(packet, key).filter(fits);
        if (found.isPresent()) {
          return found.get();
        }
      }
    }
    for (PassphrasePacket packet : passphrasePackets) {
      Optional<SessionKey> found = packet.open(passphrases).stream().filter(fits).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw notFound();
  }

  private Optional<SessionKey> open(RecipientPacket packet, PGPSecretKey key) {
    Optional<PGPKeyPair> unlocked = secretKeys.unlock(key);
    if (unlocked.isEmpty()) {
      locked = key;
      return Optional.empty();
    }
    anyKeyFitted |= !packet.isHidden();
    return packet.open(unlocked.get());
  }

  private EnvelopeException notFound() {
    if (anyKeyFitted) {
      return Damage.damaged("it is meant for a key that is here, but that does not open it");
    }
    if (locked != null) {
      return new EnvelopeException(
          Reason.WRONG_PASSPHRASE,
          "the passphrase does not unlock the secret key "
              + KeyName.ofId(locked.getKeyID())
              + ", which could open the encrypted file; give the one it was protected with");
    }
    if (!passphrasePackets.isEmpty() && !passphrases.isEmpty()) {
      return new EnvelopeException(
          Reason.WRONG_PASSPHRASE,
          "the passphrase does not open the encrypted file; give the one it was made with (or its beginning is damaged)");
    }
    return recipients.isEmpty() ? noPassphraseGiven() : noKeyFits();
  }

  private static EnvelopeException noPassphraseGiven() {
    return new EnvelopeException(
        Reason.NO_KEY, "the encrypted file wants a passphrase, and none was given; set PASSPHRASE");
  }

  private EnvelopeException noKeyFits() {
    String wanted =
        recipients.stream()
            .map(packet -> packet.isHidden() ? "a hidden key" : KeyName.ofId(packet.keyId()))
            .distinct()
            .collect(Collectors.joining(", "));
    return new EnvelopeException(
        Reason.NO_KEY,
        "none of the secret keys at hand is among the recipients of the encrypted file ("
            + wanted
            + "); put the secret key of one of them into ~/.config/keepwatch/keys or into a directory that --keyring names");
  }
}
