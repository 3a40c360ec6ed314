package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.EnvelopeException;
import dev.keepwatch.agent.envelope.EnvelopeException.Reason;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.jspecify.annotations.Nullable;

/// The keys that have been loaded, each once: what several files say about one key is put together.
public final class OpenPgpKeys {
  private static final OpenPgpKeys NONE = new OpenPgpKeys(List.of());

  private final List<OpenPgpKey> keys;

  private OpenPgpKeys(List<OpenPgpKey> keys) {
    this.keys = List.copyOf(keys);
  }

  public static OpenPgpKeys none() {
    return NONE;
  }

  public static OpenPgpKeys of(Collection<OpenPgpKey> keys) {
    var byFingerprint = new LinkedHashMap<String, OpenPgpKey>();
    for (OpenPgpKey key : keys) {
      byFingerprint.merge(key.fingerprint(), key, OpenPgpKeys::together);
    }
    return new OpenPgpKeys(List.copyOf(byFingerprint.values()));
  }

  public OpenPgpKeys and(OpenPgpKeys others) {
    return of(Stream.concat(keys.stream(), others.keys.stream()).toList());
  }

  public List<OpenPgpKey> all() {
    return keys;
  }

  /// The key of this name: a key id or fingerprint (also of a subkey), or a mail address.
  ///
  /// @throws EnvelopeException if several keys go by this name
  public Optional<OpenPgpKey> find(String name) throws EnvelopeException {
    List<OpenPgpKey> found = keys.stream().filter(key -> key.isNamed(name)).toList();
    if (found.size() > 1) {
      String choice = found.stream().map(OpenPgpKey::fingerprint).collect(Collectors.joining(", "));
      throw new EnvelopeException(
          Reason.NO_KEY,
          found.size()
              + " keys go by the name "
              + name
              + ": name one by its fingerprint ("
              + choice
              + ")");
    }
    return found.stream().findFirst();
  }

  /// As [#find], for a name that must be known.
  ///
  /// @throws EnvelopeException if none or several keys go by this name
  public OpenPgpKey require(String name) throws EnvelopeException {
    return find(name)
        .orElseThrow(() ->
            new EnvelopeException(
                Reason.NO_KEY,
                "the key "
                    + name
                    + " is not among the keys that were loaded; export it to a file and name the file"));
  }

  /// The key that has a part with this id.
  Optional<OpenPgpKey> withPart(long keyId) {
    return keys.stream()
        .filter(key -> key.parts().stream().anyMatch(part -> part.key().getKeyID() == keyId))
        .findFirst();
  }

  private static OpenPgpKey together(OpenPgpKey one, OpenPgpKey other) {
    return new OpenPgpKey(joined(one, other), richer(one.secretRing(), other.secretRing()));
  }

  private static PGPPublicKeyRing joined(OpenPgpKey one, OpenPgpKey other) {
    try {
      return PGPPublicKeyRing.join(one.certificate(), other.certificate());
    } catch (PGPException e) {
      throw new IllegalStateException("keys of the same fingerprint cannot be joined", e);
    }
  }

  private static @Nullable PGPSecretKeyRing richer(
      @Nullable PGPSecretKeyRing one, @Nullable PGPSecretKeyRing other) {
    return secrets(other) > secrets(one) ? other : one;
  }

  private static int secrets(@Nullable PGPSecretKeyRing ring) {
    int count = 0;
    if (ring != null) {
      for (var key : ring) {
        count += key.isPrivateKeyEmpty() ? 0 : 1;
      }
    }
    return count;
  }
}
