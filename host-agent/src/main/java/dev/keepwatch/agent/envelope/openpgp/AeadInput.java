package dev.keepwatch.agent.envelope.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.OCBBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/// The content of an authenticated packet (tag 20) as GnuPG 2.3 and later may write it: AES in OCB
/// mode.
///
/// The content is cut into chunks with an authentication code each; one more code, over their
/// number and the total length, stands at the end.
final class AeadInput extends InputStream {
  static final int OCB = 2;
  static final int CODE = 16;
  private static final int VERSION = 1;
  private static final int NONCE = 15;
  private static final int BLOCK = 16;
  private static final int LARGEST_CHUNK = 56;

  private final InputStream ciphertext;
  private final SessionKey key;
  private final byte[] header;
  private final byte[] startingNonce = new byte[NONCE];
  private final long chunkLength;
  private final byte[] cipher = new byte[32 * 1024];
  private final byte[] plain = new byte[cipher.length + 2 * BLOCK];
  private int available;
  private int position;
  private int limit;
  private long chunk;
  private long inChunk;
  private long total;
  private boolean ended;
  private AEADBlockCipher decryption;

  AeadInput(Packet packet, SessionKey key) throws IOException {
    this.ciphertext = packet;
    this.key = key;
    this.header = readHeader(packet, key);
    packet.readFully(startingNonce);
    chunkLength = 1L << (header[4] + 6);
    decryption = startChunk(key, nonce(), chunkData(0));
  }

  private static byte[] readHeader(Packet packet, SessionKey key) throws IOException {
    byte[] header = {(byte) (0xc0 | PacketTag.ENCRYPTED_AEAD), 0, 0, 0, 0};
    for (int i = 1; i < header.length; i++) {
      header[i] = (byte) packet.readOctet();
    }
    if (header[1] != VERSION || header[3] != OCB || key.algorithm().blockLength() != BLOCK) {
      throw Damage.unsupported("is encrypted in a mode that is not known");
    }
    if (header[4] < 0 || header[4] > LARGEST_CHUNK || header[2] != key.algorithm().id()) {
      throw Damage.damaged("its header contradicts its key");
    }
    return header;
  }

  static AEADBlockCipher startChunk(SessionKey key, byte[] nonce, byte[] associatedData) {
    var cipher = new OCBBlockCipher(AESEngine.newInstance(), AESEngine.newInstance());
    var keyParameter = new KeyParameter(key.bytes());
    cipher.init(false, new AEADParameters(keyParameter, CODE * 8, nonce, associatedData));
    return cipher;
  }

  private byte[] nonce() {
    byte[] nonce = startingNonce.clone();
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[NONCE - 1 - i] ^= (byte) (chunk >>> (8 * i));
    }
    return nonce;
  }

  private byte[] chunkData(int extra) {
    return ByteBuffer.allocate(header.length + Long.BYTES + extra)
        .put(header)
        .putLong(chunk)
        .array();
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    while (position == limit) {
      if (ended) {
        return -1;
      }
      fill();
    }
    int taken = Math.min(count, limit - position);
    System.arraycopy(plain, position, into, offset, taken);
    position += taken;
    return taken;
  }

  private void fill() throws IOException {
    position = 0;
    limit = 0;
    available += ciphertext.readNBytes(cipher, available, cipher.length - available);
    boolean last = available < cipher.length;
    if (available < CODE) {
      throw Damage.cutShort();
    }
    try {
      decrypt(last);
      if (last && available == CODE) {
        verifyEnd();
      }
    } catch (InvalidCipherTextException e) {
      limit = 0;
      throw Damage.damaged("its authentication code does not fit its content", e);
    }
  }

  /// Decrypts what is there of the chunk, all but the code at the very end.
  private void decrypt(boolean last) throws InvalidCipherTextException {
    int usable = available - CODE;
    int taken = (int) Math.min(usable, chunkLength + CODE - inChunk);
    limit = decryption.processBytes(cipher, 0, taken, plain, 0);
    inChunk += taken;
    boolean cutByTheEnd = last && taken == usable && inChunk > 0;
    if (inChunk == chunkLength + CODE || cutByTheEnd) {
      limit += decryption.doFinal(plain, limit);
      total += inChunk - CODE;
      inChunk = 0;
      chunk++;
      decryption = startChunk(key, nonce(), chunkData(0));
    }
    available -= taken;
    System.arraycopy(cipher, taken, cipher, 0, available);
  }

  private void verifyEnd() throws InvalidCipherTextException {
    byte[] data = chunkData(Long.BYTES);
    ByteBuffer.wrap(data).putLong(header.length + Long.BYTES, total);
    AEADBlockCipher end = startChunk(key, nonce(), data);
    var nothing = new byte[CODE + BLOCK];
    end.doFinal(nothing, end.processBytes(cipher, 0, CODE, nothing, 0));
    ended = true;
  }
}
