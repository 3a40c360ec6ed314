package dev.keepwatch.agent.envelope.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/// How a key is derived from a passphrase: hashed once, with a salt, or with a salt and very often.
///
/// @param kind as it is coded: 0 simple, 1 salted, 3 iterated and salted
/// @param codedCount the number of bytes to hash, coded in one byte
record StringToKey(int kind, HashAlgorithm hash, long salt, int codedCount) {
  private static final int SIMPLE = 0;
  private static final int SALTED = 1;
  private static final int ITERATED = 3;

  /// 65 011 712 bytes, the most there is.
  private static final int HIGHEST_COUNT = 0xff;

  static StringToKey fresh(SecureRandom random) {
    return new StringToKey(ITERATED, HashAlgorithm.SHA256, random.nextLong(), HIGHEST_COUNT);
  }

  static StringToKey read(InputStream in) throws IOException {
    int kind = octet(in);
    if (kind != SIMPLE && kind != SALTED && kind != ITERATED) {
      throw Damage.unsupported(
          "derives its key from the passphrase in a way that is not known (" + kind + ")");
    }
    HashAlgorithm hash = HashAlgorithm.of(octet(in));
    long salt = 0;
    for (int i = 0; kind != SIMPLE && i < Long.BYTES; i++) {
      salt = salt << 8 | octet(in);
    }
    return new StringToKey(kind, hash, salt, kind == ITERATED ? octet(in) : 0);
  }

  private static int octet(InputStream in) throws IOException {
    int next = in.read();
    if (next < 0) {
      throw Damage.cutShort();
    }
    return next;
  }

  byte[] encoded() {
    return ByteBuffer.allocate(11)
        .put((byte) kind)
        .put((byte) hash.id())
        .putLong(salt)
        .put((byte) codedCount)
        .array();
  }

  private int count() {
    return kind == ITERATED ? (16 + (codedCount & 15)) << ((codedCount >> 4) + 6) : 0;
  }

  byte[] derive(Passphrase passphrase, int keyLength) {
    byte[] unit = unit(passphrase);
    var key = new byte[keyLength];
    int filled = 0;
    for (int pass = 0; filled < keyLength; pass++) {
      MessageDigest digest = hash.newDigest();
      digest.update(new byte[pass]);
      feed(digest, unit, Math.max(count(), unit.length));
      byte[] part = digest.digest();
      int taken = Math.min(part.length, keyLength - filled);
      System.arraycopy(part, 0, key, filled, taken);
      filled += taken;
    }
    Arrays.fill(unit, (byte) 0);
    return key;
  }

  private byte[] unit(Passphrase passphrase) {
    byte[] secret = passphrase.bytes();
    if (kind == SIMPLE) {
      return secret;
    }
    byte[] unit = ByteBuffer.allocate(Long.BYTES + secret.length).putLong(salt).put(secret).array();
    Arrays.fill(secret, (byte) 0);
    return unit;
  }

  private static void feed(MessageDigest digest, byte[] unit, int count) {
    if (unit.length == 0) {
      return;
    }
    // Many repetitions at a time, since each call has its price.
    var repeated = new byte[unit.length * (1 + 8192 / unit.length)];
    for (int start = 0; start < repeated.length; start += unit.length) {
      System.arraycopy(unit, 0, repeated, start, unit.length);
    }
    int left = count;
    while (left > 0) {
      int taken = Math.min(left, repeated.length);
      digest.update(repeated, 0, taken);
      left -= taken;
    }
    Arrays.fill(repeated, (byte) 0);
  }
}
