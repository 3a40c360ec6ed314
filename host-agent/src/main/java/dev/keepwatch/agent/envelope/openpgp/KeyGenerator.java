package dev.keepwatch.agent.envelope.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.PBESecretKeyEncryptor;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPairGeneratorProvider;
import org.jspecify.annotations.Nullable;

/// Makes new keys: Ed25519 that signs, with a Curve25519 subkey that is encrypted to; what `gpg`
/// makes by default.
public final class KeyGenerator {
  private static final int HIGHEST_COUNT = 0xff;

  private final SecureRandom random;

  public KeyGenerator(SecureRandom random) {
    this.random = random;
  }

  /// A key that never expires.
  ///
  /// @param userId the owner, as in `Keepwatch web01 <root@web01.example.org>`
  /// @param passphrase protects the secret part; an empty one leaves it open
  /// @param created from when on it is valid
  public GeneratedKey generate(String userId, Passphrase passphrase, Instant created) {
    try {
      PGPKeyRingGenerator rings =
          rings(userId, passphrase, created.truncatedTo(ChronoUnit.SECONDS));
      var secret = rings.generateSecretKeyRing();
      String publicText = armored(rings.generatePublicKeyRing().getEncoded());
      return new GeneratedKey(
          new OpenPgpKey(rings.generatePublicKeyRing(), secret),
          publicText,
          armored(secret.getEncoded()));
    } catch (PGPException | IOException e) {
      throw new IllegalStateException("cannot make a key", e);
    }
  }

  private PGPKeyRingGenerator rings(String userId, Passphrase passphrase, Instant created)
      throws PGPException {
    PGPKeyPairGenerator pairs =
        new BcPGPKeyPairGeneratorProvider()
            .setSecureRandom(random)
            .get(PublicKeyPacket.VERSION_4, Date.from(created));
    PGPKeyPair primary = pairs.generateLegacyEd25519KeyPair();
    PGPDigestCalculator sha1 = new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1);
    var signer =
        new BcPGPContentSignerBuilder(
            primary.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512);
    var rings =
        new PGPKeyRingGenerator(
            PGPSignature.POSITIVE_CERTIFICATION,
            primary,
            userId,
            sha1,
            ownerSays(primary, created).generate(),
            null,
            signer,
            lock(passphrase, sha1));
    var subkeySays = new PGPSignatureSubpacketGenerator();
    subkeySays.setSignatureCreationTime(false, Date.from(created));
    subkeySays.setKeyFlags(true, KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE);
    rings.addSubKey(pairs.generateLegacyX25519KeyPair(), subkeySays.generate(), null);
    return rings;
  }

  private static PGPSignatureSubpacketGenerator ownerSays(PGPKeyPair primary, Instant created) {
    var says = new PGPSignatureSubpacketGenerator();
    says.setSignatureCreationTime(false, Date.from(created));
    says.setIssuerFingerprint(false, primary.getPublicKey());
    says.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
    says.setPreferredSymmetricAlgorithms(
        false,
        new int[] {
          SymmetricKeyAlgorithmTags.AES_256,
          SymmetricKeyAlgorithmTags.AES_192,
          SymmetricKeyAlgorithmTags.AES_128
        });
    says.setPreferredHashAlgorithms(
        false,
        new int[] {HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA256});
    says.setPreferredCompressionAlgorithms(
        false, new int[] {CompressionAlgorithmTags.ZLIB, CompressionAlgorithmTags.ZIP});
    says.setFeature(false, Features.FEATURE_MODIFICATION_DETECTION);
    return says;
  }

  private @Nullable PBESecretKeyEncryptor lock(Passphrase passphrase, PGPDigestCalculator sha1) {
    if (passphrase.isEmpty()) {
      return null;
    }
    return new BcPBESecretKeyEncryptorBuilder(
            SymmetricKeyAlgorithmTags.AES_256, sha1, HIGHEST_COUNT)
        .setSecureRandom(random)
        .build(passphrase.characters());
  }

  private static String armored(byte[] rings) throws IOException {
    var text = new ByteArrayOutputStream();
    try (OutputStream out = ArmoredOutputStream.builder().clearHeaders().build(text)) {
      out.write(rings);
    }
    return text.toString(StandardCharsets.US_ASCII);
  }

  /// A new key, and its parts as files to keep: the secret one somewhere safe.
  public record GeneratedKey(OpenPgpKey key, String publicText, String secretText) {
    @Override
    public String toString() {
      return "generated key " + key;
    }
  }
}
