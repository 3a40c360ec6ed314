package dev.keepwatch.agent.envelope.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import org.bouncycastle.bcpg.BCPGInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;

/// The examination of one announced signature by a known key, while the content passes by.
final class SignatureCheck {
  private static final String DOES_NOT_FIT = " does not fit its content";

  private final OnePassSignature announced;
  private final KeyPart signer;
  private final HashAlgorithm hash;
  private final MessageDigest digest;

  SignatureCheck(OnePassSignature announced, KeyPart signer) throws IOException {
    this.announced = announced;
    this.signer = signer;
    this.hash = HashAlgorithm.of(announced.hashId());
    this.digest = hash.newDigest();
  }

  void update(byte[] bytes, int offset, int count) {
    digest.update(bytes, offset, count);
  }

  /// Compares the signature with the content that has passed.
  ///
  /// @return whether the key was allowed to make it
  /// @throws dev.keepwatch.agent.envelope.EnvelopeException if the signature does not fit the
  ///   content
  boolean verify(byte[] packet) throws IOException {
    try {
      var signature = new PGPSignature(new BCPGInputStream(new ByteArrayInputStream(packet)));
      signature.init(
          (keyAlgorithm, hashId) -> key -> DigestSignature.verifying(key, hash, digest),
          signer.key());
      if (signature.getSignatureType() != announced.type()
          || signature.getHashAlgorithm() != announced.hashId()
          || signature.getKeyAlgorithm() != signer.key().getAlgorithm()
          || signature.getKeyID() != announced.keyId()
          || !signature.verify()) {
        throw Damage.damaged("the signature of key " + signer.fingerprint() + DOES_NOT_FIT);
      }
      return signer.maySign()
          && signer.bound()
          && !signer.isExpiredAt(signature.getCreationTime().toInstant());
    } catch (PGPException | RuntimeException e) {
      throw Damage.damaged("the signature of key " + signer.fingerprint() + DOES_NOT_FIT, e);
    }
  }
}
