package dev.keepwatch.agent.envelope.openpgp;

/// Cipher feedback mode from a zero vector, backwards: P = C ⊕ E(C of the block before).
///
/// All blocks before are known, so they are encrypted in one go.
final class CfbDecryption {
  static final int STEP = CfbEncryption.STEP;

  private final BlockEncryption encryption;
  private final int block;
  private final byte[] shifted = new byte[STEP];
  private final byte[] keystream = new byte[STEP];
  private final byte[] lastBlock;

  CfbDecryption(SessionKey key) {
    this(key.encryption(), key.algorithm().blockLength());
  }

  CfbDecryption(BlockEncryption encryption, int blockLength) {
    this.encryption = encryption;
    this.block = blockLength;
    this.lastBlock = new byte[blockLength];
  }

  /// Decrypts the next bytes, [#STEP] at most. All calls but the last bring whole blocks.
  void decrypt(byte[] cipher, int length, byte[] into) {
    int whole = (length + block - 1) / block * block;
    if (whole == 0) {
      return;
    }
    System.arraycopy(lastBlock, 0, shifted, 0, block);
    System.arraycopy(cipher, 0, shifted, block, whole - block);
    encryption.encrypt(shifted, whole, keystream);
    if (whole == length) {
      System.arraycopy(cipher, length - block, lastBlock, 0, block);
    }
    CfbEncryption.xor(cipher, keystream, into, length);
  }
}
