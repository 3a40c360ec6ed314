package dev.keepwatch.agent.envelope.openpgp;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.jspecify.annotations.Nullable;

/// A primary key or a subkey, and what its owner's own signatures say of it.
///
/// @param bound whether a valid signature of the owner is on it at all
/// @param maySign whether it may sign data
/// @param mayEncrypt whether data may be encrypted to it
record KeyPart(
    PGPPublicKey key,
    boolean bound,
    boolean revoked,
    boolean maySign,
    boolean mayEncrypt,
    @Nullable Instant expiryOrNone) {
  Optional<Instant> expiry() {
    return Optional.ofNullable(expiryOrNone);
  }

  boolean isExpiredAt(Instant time) {
    return expiryOrNone != null && !time.isBefore(expiryOrNone);
  }

  boolean isValidAt(Instant time) {
    return bound && !revoked && !isExpiredAt(time);
  }

  Instant created() {
    return key.getCreationTime().toInstant();
  }

  String fingerprint() {
    return HexFormat.of().withUpperCase().formatHex(key.getFingerprint());
  }
}
