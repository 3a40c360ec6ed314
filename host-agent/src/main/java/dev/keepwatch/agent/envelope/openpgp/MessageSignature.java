package dev.keepwatch.agent.envelope.openpgp;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;

/// The signature of a message that is being written: announced before the content, delivered after
/// it.
final class MessageSignature {
  private final PGPSignatureGenerator generator;

  MessageSignature(SigningKey key, Instant time, SecureRandom random) throws IOException {
    try {
      generator =
          new PGPSignatureGenerator(
              (type, _) -> DigestSignature.signing(type, key, HashAlgorithm.SHA512, random),
              key.part().key());
      generator.init(PGPSignature.BINARY_DOCUMENT, key.privateKey());
      var says = new PGPSignatureSubpacketGenerator();
      says.setSignatureCreationTime(false, Date.from(time));
      says.setIssuerFingerprint(false, key.part().key());
      generator.setHashedSubpackets(says.generate());
    } catch (PGPException | RuntimeException e) {
      throw new IOException("cannot sign with key " + key.part().fingerprint(), e);
    }
  }

  void announce(OutputStream out) throws IOException {
    try {
      generator.generateOnePassVersion(false).encode(out);
    } catch (PGPException | RuntimeException e) {
      throw new IOException("cannot announce the signature", e);
    }
  }

  void update(byte[] bytes, int offset, int count) {
    generator.update(bytes, offset, count);
  }

  void deliver(OutputStream out) throws IOException {
    PGPSignature signature;
    try {
      signature = generator.generate();
    } catch (PGPException | RuntimeException e) {
      throw new IOException("cannot sign", e);
    }
    signature.encode(out);
  }
}
