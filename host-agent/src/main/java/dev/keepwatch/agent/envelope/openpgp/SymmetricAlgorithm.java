package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.EnvelopeException;
import java.security.GeneralSecurityException;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.engines.BlowfishEngine;
import org.bouncycastle.crypto.engines.CAST5Engine;
import org.bouncycastle.crypto.engines.CamelliaEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.TwofishEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/// The ciphers that messages may be encrypted with. We write AES-256, if nothing else is asked for.
public enum SymmetricAlgorithm {
  TRIPLE_DES(2, 24, 8),
  CAST5(3, 16, 8),
  BLOWFISH(4, 16, 8),
  AES128(7, 16, 16),
  AES192(8, 24, 16),
  AES256(9, 32, 16),
  TWOFISH(10, 32, 16),
  CAMELLIA128(11, 16, 16),
  CAMELLIA192(12, 24, 16),
  CAMELLIA256(13, 32, 16);

  private final int id;
  private final int keyLength;
  private final int blockLength;

  SymmetricAlgorithm(int id, int keyLength, int blockLength) {
    this.id = id;
    this.keyLength = keyLength;
    this.blockLength = blockLength;
  }

  static SymmetricAlgorithm of(int id) throws EnvelopeException {
    return Stream.of(values())
        .filter(algorithm -> algorithm.id == id)
        .findFirst()
        .orElseThrow(
            () -> Damage.unsupported("is encrypted with cipher " + id + ", which is not known"));
  }

  /// Whether new messages may be encrypted with it. A volume is too large for short blocks.
  public boolean isWritten() {
    return blockLength == 16;
  }

  int id() {
    return id;
  }

  int keyLength() {
    return keyLength;
  }

  int blockLength() {
    return blockLength;
  }

  BlockEncryption encryption(byte[] key) {
    return switch (this) {
      case AES128, AES192, AES256 -> aes(key);
      case TRIPLE_DES -> blockByBlock(new DESedeEngine(), key);
      case CAST5 -> blockByBlock(new CAST5Engine(), key);
      case BLOWFISH -> blockByBlock(new BlowfishEngine(), key);
      case TWOFISH -> blockByBlock(new TwofishEngine(), key);
      case CAMELLIA128, CAMELLIA192, CAMELLIA256 -> blockByBlock(new CamelliaEngine(), key);
    };
  }

  // The mode is built from single blocks here, by us: this is its engine, nothing is encrypted with
  // it alone.
  @SuppressWarnings("InsecureCryptoUsage")
  private static BlockEncryption aes(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
      return (blocks, length, into) -> {
        try {
          cipher.update(blocks, 0, length, into, 0);
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException(e);
        }
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  private static BlockEncryption blockByBlock(BlockCipher engine, byte[] key) {
    engine.init(true, new KeyParameter(key));
    int block = engine.getBlockSize();
    return (blocks, length, into) -> {
      for (int start = 0; start < length; start += block) {
        engine.processBlock(blocks, start, into, start);
      }
    };
  }
}
