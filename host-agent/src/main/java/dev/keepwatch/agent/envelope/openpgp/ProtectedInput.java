package dev.keepwatch.agent.envelope.openpgp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/// The content of an encrypted and integrity protected packet (tag 18).
///
/// The last 22 bytes are the integrity code; they are held back, and compared before the stream
/// ends.
final class ProtectedInput extends InputStream {
  /// As much of the ciphertext as is needed to see whether a key fits.
  static final int HEAD = 18;

  private static final int CODE_HEADER = 2;
  private static final int CODE = CODE_HEADER + 20;

  private final InputStream ciphertext;
  private final CfbDecryption decryption;
  private final MessageDigest digest = HashAlgorithm.SHA1.newDigest();
  private final byte[] cipher = new byte[CfbDecryption.STEP];
  private final byte[] decrypted = new byte[CfbDecryption.STEP];
  private final byte[] plain = new byte[CODE + CfbDecryption.STEP];
  private int position;
  private int limit;
  private int heldBack;
  private boolean ended;

  ProtectedInput(byte[] head, InputStream rest, SessionKey key) throws IOException {
    ciphertext = new SequenceInputStream(new ByteArrayInputStream(head), rest);
    decryption = new CfbDecryption(key);
    fill();
    position = key.algorithm().blockLength() + 2;
    if (position > limit) {
      throw Damage.cutShort();
    }
  }

  /// Whether the key decrypts the repetition at the beginning; one wrong key in 65536 does so by
  /// chance.
  static boolean fits(byte[] head, SessionKey key) {
    int block = key.algorithm().blockLength();
    var prefix = new byte[HEAD];
    new CfbDecryption(key).decrypt(Arrays.copyOf(head, block + 2), block + 2, prefix);
    return prefix[block - 2] == prefix[block] && prefix[block - 1] == prefix[block + 1];
  }

  @Override
  public int read() throws IOException {
    return position < limit || fill() ? plain[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (position == limit && !fill()) {
      return -1;
    }
    int taken = Math.min(count, limit - position);
    System.arraycopy(plain, position, into, offset, taken);
    position += taken;
    return taken;
  }

  private boolean fill() throws IOException {
    position = 0;
    while (!ended) {
      System.arraycopy(plain, limit, plain, 0, heldBack);
      int count = ciphertext.readNBytes(cipher, 0, cipher.length);
      decryption.decrypt(cipher, count, decrypted);
      System.arraycopy(decrypted, 0, plain, heldBack, count);
      limit = heldBack + count - CODE;
      ended = count < cipher.length;
      if (limit < 0) {
        limit = 0;
        throw Damage.cutShort();
      }
      heldBack = CODE;
      digest.update(plain, 0, limit);
      if (ended) {
        verify();
      }
      if (limit > 0) {
        return true;
      }
    }
    limit = 0;
    return false;
  }

  private void verify() throws IOException {
    byte[] code = Arrays.copyOfRange(plain, limit, limit + CODE);
    digest.update(code, 0, CODE_HEADER);
    boolean header =
        (code[0] & 0xff) == (0xc0 | PacketTag.INTEGRITY) && code[1] == CODE - CODE_HEADER;
    byte[] expected = Arrays.copyOfRange(code, CODE_HEADER, CODE);
    if (!header || !MessageDigest.isEqual(digest.digest(), expected)) {
      throw Damage.damaged("its integrity code does not fit its content");
    }
  }
}
