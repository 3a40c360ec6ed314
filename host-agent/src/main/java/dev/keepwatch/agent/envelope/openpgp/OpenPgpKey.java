package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKey;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.jspecify.annotations.Nullable;

/// Somebody's key: a primary key with its subkeys and owners, and perhaps its secret part.
public final class OpenPgpKey {
  private final PGPPublicKeyRing certificate;
  private final @Nullable PGPSecretKeyRing secret;
  private final List<KeyPart> parts;

  OpenPgpKey(PGPPublicKeyRing certificate, @Nullable PGPSecretKeyRing secret) {
    this.certificate = certificate;
    this.secret = secret;
    this.parts = SelfSignatures.read(certificate);
  }

  PGPPublicKeyRing certificate() {
    return certificate;
  }

  @Nullable PGPSecretKeyRing secretRing() {
    return secret;
  }

  List<KeyPart> parts() {
    return parts;
  }

  /// The primary key's fingerprint, 40 hexadecimal digits in capitals.
  public String fingerprint() {
    return parts.getFirst().fingerprint();
  }

  /// The owners, as in `Ada Lovelace <ada@example.org>`.
  public List<String> userIds() {
    var userIds = new ArrayList<String>();
    certificate.getPublicKey().getUserIDs().forEachRemaining(userIds::add);
    return List.copyOf(userIds);
  }

  /// Whether any secret part is here; locked or not.
  public boolean hasSecret() {
    return !secretKeys().isEmpty();
  }

  /// When the whole key ends to be valid, if it ever does.
  public Optional<Instant> expiry() {
    return parts.getFirst().expiry();
  }

  /// Whether it can be encrypted to at this time.
  public boolean canEncrypt(Instant time) {
    return !candidates(KeyPart::mayEncrypt, time).isEmpty();
  }

  /// Whether its secret parts, once unlocked, can sign at this time.
  public boolean canSign(Instant time) {
    return candidates(KeyPart::maySign, time).stream()
        .anyMatch(part -> secretKey(part).isPresent());
  }

  /// Whether it goes by this name: key id, fingerprint (also of a subkey) or mail address.
  public boolean isNamed(String name) {
    return new KeyName(name).fits(parts.stream().map(KeyPart::fingerprint).toList(), userIds());
  }

  List<PGPSecretKey> secretKeys() {
    var found = new ArrayList<PGPSecretKey>();
    if (secret != null) {
      for (PGPSecretKey key : secret) {
        if (!key.isPrivateKeyEmpty()) {
          found.add(key);
        }
      }
    }
    return found;
  }

  private Optional<PGPSecretKey> secretKey(KeyPart part) {
    return secretKeys().stream().filter(key -> key.getKeyID() == part.key().getKeyID()).findFirst();
  }

  /// The parts that are valid and fit for the purpose: subkeys first, and the newest first of all.
  private List<KeyPart> candidates(Predicate<KeyPart> purpose, Instant time) {
    if (!parts.getFirst().isValidAt(time)) {
      return List.of();
    }
    return parts.stream()
        .filter(part -> part.isValidAt(time) && purpose.test(part))
        .sorted(
            Comparator.comparing((KeyPart part) -> part.key().isMasterKey())
                .thenComparing(KeyPart::created, Comparator.reverseOrder()))
        .toList();
  }

  /// The part to encrypt to.
  KeyPart encryptionPart(Instant time) throws EnvelopeException {
    List<KeyPart> candidates = candidates(KeyPart::mayEncrypt, time);
    if (candidates.isEmpty()) {
      throw unusable(KeyPart::mayEncrypt, "encrypt to", time);
    }
    return candidates.getFirst();
  }

  /// The part to sign with, unlocked.
  SigningKey signingKey(Instant time, List<Passphrase> passphrases) throws EnvelopeException {
    List<KeyPart> candidates = candidates(KeyPart::maySign, time);
    if (candidates.isEmpty()) {
      throw unusable(KeyPart::maySign, "sign with", time);
    }
    for (KeyPart part : candidates) {
      Optional<PGPSecretKey> key = secretKey(part);
      if (key.isPresent()) {
        return SecretKeyLock.unlock(key.get(), passphrases)
            .map(unlocked -> new SigningKey(part, unlocked))
            .orElseThrow(() ->
                new EnvelopeException(
                    Reason.WRONG_PASSPHRASE,
                    "the passphrase does not unlock the secret key "
                        + describe()
                        + "; give the one it was protected with"));
      }
    }
    throw new EnvelopeException(
        Reason.NO_KEY,
        "cannot sign with "
            + describe()
            + ": only its public part is here; export it with its secret part");
  }

  private EnvelopeException unusable(Predicate<KeyPart> purpose, String deed, Instant time) {
    KeyPart primary = parts.getFirst();
    Predicate<KeyPart> relevant = part -> part.equals(primary) || purpose.test(part);
    String why;
    if (parts.stream().noneMatch(purpose)) {
      why = "no part of it is meant for that; name another key";
    } else if (!primary.bound()) {
      why = "it carries no valid signature of its owner; export it again";
    } else if (primary.revoked()) {
      why = "it has been revoked by its owner; name another key";
    } else if (parts.stream().anyMatch(relevant.and(part -> part.isExpiredAt(time)))) {
      why =
          "it expired on "
              + latestExpiry(relevant)
              + "; prolong it and export it again, or name another key";
    } else {
      why = "its subkey for that has been revoked; export it again, or name another key";
    }
    return new EnvelopeException(Reason.NO_KEY, "cannot " + deed + " " + describe() + ": " + why);
  }

  private String latestExpiry(Predicate<KeyPart> relevant) {
    return parts.stream()
        .filter(relevant)
        .flatMap(part -> part.expiry().stream())
        .max(Comparator.naturalOrder())
        .map(expiry -> expiry.toString().substring(0, 10))
        .orElse("an unknown day");
  }

  /// For people: fingerprint and first owner.
  public String describe() {
    return userIds().stream()
        .findFirst()
        .map(owner -> fingerprint() + " (" + owner + ")")
        .orElse(fingerprint());
  }

  @Override
  public String toString() {
    return describe();
  }
}
