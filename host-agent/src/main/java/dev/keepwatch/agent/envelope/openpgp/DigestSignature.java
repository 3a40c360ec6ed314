package dev.keepwatch.agent.envelope.openpgp;

import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.NullDigest;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.DSASigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPrivateKey;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.PGPContentSigner;
import org.bouncycastle.openpgp.operator.PGPContentVerifier;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyConverter;
import org.jspecify.annotations.Nullable;

/// A signature in the making, or under examination, over a digest that the JDK computes.
///
/// Bouncy Castle's own signers hash in Java, and hash again what has been hashed; here the digest
/// goes in as it is.
final class DigestSignature implements PGPContentSigner, PGPContentVerifier {
  private final int type;
  private final int keyAlgorithm;
  private final long keyId;
  private final HashAlgorithm hash;
  private final MessageDigest digest;
  private final Signer signer;
  private byte @Nullable [] finished;

  private DigestSignature(
      int type, PGPPublicKey key, HashAlgorithm hash, MessageDigest digest, Signer signer) {
    this.type = type;
    this.keyAlgorithm = key.getAlgorithm();
    this.keyId = key.getKeyID();
    this.hash = hash;
    this.digest = digest;
    this.signer = signer;
  }

  static DigestSignature signing(int type, SigningKey key, HashAlgorithm hash, SecureRandom random)
      throws PGPException {
    PGPPublicKey publicKey = key.part().key();
    Signer signer = signer(publicKey.getAlgorithm(), hash);
    signer.init(true, parameters(key.privateKey(), random));
    return new DigestSignature(type, publicKey, hash, hash.newDigest(), signer);
  }

  /// For a digest that has taken in the content already.
  static DigestSignature verifying(PGPPublicKey key, HashAlgorithm hash, MessageDigest digest)
      throws PGPException {
    Signer signer = signer(key.getAlgorithm(), hash);
    signer.init(false, new BcPGPKeyConverter().getPublicKey(key));
    return new DigestSignature(0, key, hash, digest, signer);
  }

  private static CipherParameters parameters(PGPPrivateKey key, SecureRandom random)
      throws PGPException {
    CipherParameters parameters = new BcPGPKeyConverter().getPrivateKey(key);
    boolean deterministic = key.getPublicKeyPacket().getAlgorithm() == PublicKeyAlgorithm.EDDSA;
    return deterministic ? parameters : new ParametersWithRandom(parameters, random);
  }

  private static Signer signer(int keyAlgorithm, HashAlgorithm hash) throws PGPException {
    return switch (keyAlgorithm) {
      case PublicKeyAlgorithm.RSA, PublicKeyAlgorithm.RSA_SIGN_ONLY ->
          new RSADigestSigner(new NullDigest(), hash.identifier());
      case PublicKeyAlgorithm.DSA -> new DSADigestSigner(new DSASigner(), new NullDigest());
      case PublicKeyAlgorithm.ECDSA -> new DSADigestSigner(new ECDSASigner(), new NullDigest());
      case PublicKeyAlgorithm.EDDSA -> new Ed25519Signer();
      default ->
          throw new PGPException("signatures of algorithm " + keyAlgorithm + " are not known");
    };
  }

  @Override
  public OutputStream getOutputStream() {
    return new DigestOutputStream(OutputStream.nullOutputStream(), digest);
  }

  @Override
  public byte[] getSignature() {
    byte[] value = getDigest();
    signer.update(value, 0, value.length);
    try {
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  @Override
  public boolean verify(byte[] expected) {
    byte[] value = getDigest();
    signer.update(value, 0, value.length);
    return signer.verifySignature(expected);
  }

  @Override
  public byte[] getDigest() {
    if (finished == null) {
      finished = digest.digest();
    }
    return finished.clone();
  }

  @Override
  public int getType() {
    return type;
  }

  @Override
  public int getHashAlgorithm() {
    return hash.id();
  }

  @Override
  public int getKeyAlgorithm() {
    return keyAlgorithm;
  }

  @Override
  public long getKeyID() {
    return keyId;
  }
}
