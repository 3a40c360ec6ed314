package dev.keepwatch.agent.envelope.openpgp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES in cipher feedback mode from a zero vector, as OpenPGP wants it, by way of cipher block
/// chaining.
///
/// Feedback encrypts as C = P ⊕ E(C of the block before). That keystream is what chaining makes of
/// the plaintext shifted by one block; and chaining, as the JDK has it, is almost twice as fast as
/// its feedback mode.
final class CfbEncryption {
  /// Small enough for the first-level cache, large enough for the call to cost nothing.
  static final int STEP = 16 * 1024;

  private static final int BLOCK = 16;

  private final Cipher chaining;
  private final byte[] shifted = new byte[STEP];
  private final byte[] keystream = new byte[STEP];
  private final byte[] lastBlock = new byte[BLOCK];

  CfbEncryption(SessionKey key) {
    try {
      chaining = Cipher.getInstance("AES/CBC/NoPadding");
      chaining.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key.bytes(), "AES"),
          new IvParameterSpec(new byte[BLOCK]));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  /// Encrypts the next bytes, [#STEP] at most. All calls but the last bring whole blocks.
  void encrypt(byte[] plain, int length, byte[] into) {
    int whole = (length + BLOCK - 1) / BLOCK * BLOCK;
    if (whole == 0) {
      return;
    }
    System.arraycopy(lastBlock, 0, shifted, 0, BLOCK);
    System.arraycopy(plain, 0, shifted, BLOCK, whole - BLOCK);
    try {
      chaining.update(shifted, 0, whole, keystream, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    xor(plain, keystream, into, length);
    if (whole == length) {
      System.arraycopy(plain, length - BLOCK, lastBlock, 0, BLOCK);
    } else {
      Arrays.fill(lastBlock, (byte) 0);
    }
  }

  // Three separate arrays from index zero: this is the form that the compiler vectorises.
  static void xor(byte[] left, byte[] right, byte[] into, int length) {
    for (int i = 0; i < length; i++) {
      into[i] = (byte) (left[i] ^ right[i]);
    }
  }
}
