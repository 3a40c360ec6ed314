package dev.keepwatch.agent.envelope.openpgp;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.jspecify.annotations.Nullable;

/// What the owner of a key has signed about it: what its parts are for, until when, and what is
/// revoked.
///
/// Only signatures that hold count. Of several the newest does.
final class SelfSignatures {
  private final PGPPublicKey primary;

  private SelfSignatures(PGPPublicKey primary) {
    this.primary = primary;
  }

  /// The parts of a key, the primary first.
  static List<KeyPart> read(PGPPublicKeyRing ring) {
    var signatures = new SelfSignatures(ring.getPublicKey());
    var parts = new ArrayList<KeyPart>();
    for (PGPPublicKey key : ring) {
      parts.add(key.isMasterKey() ? signatures.primaryPart() : signatures.subkeyPart(key));
    }
    return List.copyOf(parts);
  }

  private KeyPart primaryPart() {
    var found = new ArrayList<PGPSignature>();
    primary
        .getRawUserIDs()
        .forEachRemaining(userId ->
            ofTypes(primary.getSignaturesForID(userId), 0x10, 0x13).stream()
                .filter(signature -> holds(signature, s -> s.verifyCertification(userId, primary)))
                .forEach(found::add));
    ofType(primary, PGPSignature.DIRECT_KEY).stream()
        .filter(signature -> holds(signature, s -> s.verifyCertification(primary)))
        .forEach(found::add);
    boolean revoked =
        ofType(primary, PGPSignature.KEY_REVOCATION).stream()
            .anyMatch(signature -> holds(signature, s -> s.verifyCertification(primary)));
    return part(primary, newest(found), revoked, true);
  }

  private KeyPart subkeyPart(PGPPublicKey subkey) {
    List<PGPSignature> bindings =
        ofType(subkey, PGPSignature.SUBKEY_BINDING).stream()
            .filter(signature -> holds(signature, s -> s.verifyCertification(primary, subkey)))
            .toList();
    boolean revoked =
        ofType(subkey, PGPSignature.SUBKEY_REVOCATION).stream()
            .anyMatch(signature -> holds(signature, s -> s.verifyCertification(primary, subkey)));
    Optional<PGPSignature> binding = newest(bindings);
    boolean ownsUp = binding.isPresent() && isAcknowledgedBy(subkey, binding.get());
    return part(subkey, binding, revoked, ownsUp);
  }

  /// A subkey that signs must itself say whose it is, or anybody could adopt another's signatures.
  private boolean isAcknowledgedBy(PGPPublicKey subkey, PGPSignature binding) {
    try {
      for (PGPSignature embedded : binding.getHashedSubPackets().getEmbeddedSignatures()) {
        if (isAcknowledgement(subkey, embedded)) {
          return true;
        }
      }
      for (PGPSignature embedded : binding.getUnhashedSubPackets().getEmbeddedSignatures()) {
        if (isAcknowledgement(subkey, embedded)) {
          return true;
        }
      }
      return false;
    } catch (PGPException | RuntimeException e) {
      return false;
    }
  }

  private boolean isAcknowledgement(PGPPublicKey subkey, PGPSignature signature) {
    return signature.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
        && holds(signature, subkey, s -> s.verifyCertification(primary, subkey));
  }

  private static KeyPart part(
      PGPPublicKey key, Optional<PGPSignature> signature, boolean revoked, boolean acknowledged) {
    @Nullable PGPSignatureSubpacketVector says =
        signature.map(PGPSignature::getHashedSubPackets).orElse(null);
    boolean flagged = says != null && says.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS);
    int flags = flagged && says != null ? says.getKeyFlags() : ~0;
    boolean signs =
        (flags & KeyFlags.SIGN_DATA) != 0 && PublicKeyAlgorithm.canSign(key.getAlgorithm());
    boolean encrypts =
        (flags & (KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE)) != 0
            && PublicKeyAlgorithm.canEncrypt(key.getAlgorithm());
    long validSeconds = says == null ? 0 : says.getKeyExpirationTime();
    @Nullable Instant expiry =
        validSeconds == 0 ? null : key.getCreationTime().toInstant().plusSeconds(validSeconds);
    return new KeyPart(
        key, signature.isPresent(), revoked, signs && acknowledged, encrypts, expiry);
  }

  private static Optional<PGPSignature> newest(List<PGPSignature> signatures) {
    return signatures.stream().max(Comparator.comparing(PGPSignature::getCreationTime));
  }

  private static List<PGPSignature> ofType(PGPPublicKey key, int type) {
    return ofTypes(key.getSignatures(), type, type);
  }

  private static List<PGPSignature> ofTypes(
      @Nullable Iterator<PGPSignature> signatures, int from, int to) {
    var found = new ArrayList<PGPSignature>();
    while (signatures != null && signatures.hasNext()) {
      PGPSignature signature = signatures.next();
      if (signature.getSignatureType() >= from && signature.getSignatureType() <= to) {
        found.add(signature);
      }
    }
    return found;
  }

  private boolean holds(PGPSignature signature, Verification verification) {
    return holds(signature, primary, verification);
  }

  private static boolean holds(PGPSignature signature, PGPPublicKey by, Verification verification) {
    try {
      if (signature.getKeyID() != by.getKeyID()) {
        return false;
      }
      signature.init(new BcPGPContentVerifierBuilderProvider(), by);
      return verification.verify(signature);
    } catch (PGPException | RuntimeException e) {
      return false;
    }
  }

  private interface Verification {
    boolean verify(PGPSignature signature) throws PGPException;
  }
}
