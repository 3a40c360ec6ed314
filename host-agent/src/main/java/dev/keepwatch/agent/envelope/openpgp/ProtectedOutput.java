package dev.keepwatch.agent.envelope.openpgp;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;

/// The encrypted and integrity protected packet (tag 18): its content goes in, ciphertext goes on.
///
/// Closing appends the integrity code and ends the packet.
final class ProtectedOutput extends OutputStream {
  private static final int VERSION = 1;
  private static final int BLOCK = 16;
  private static final int CODE_LENGTH = 20;

  private final PacketOutput packet;
  private final CfbEncryption encryption;
  private final MessageDigest digest = HashAlgorithm.SHA1.newDigest();
  private final byte[] plain = new byte[CfbEncryption.STEP];
  private final byte[] cipher = new byte[CfbEncryption.STEP];
  private int filled;

  ProtectedOutput(OutputStream out, SessionKey key, SecureRandom random) throws IOException {
    packet = new PacketOutput(out, PacketTag.ENCRYPTED);
    packet.write(VERSION);
    encryption = new CfbEncryption(key);
    // A random block takes the place of a vector; its end is repeated, so that a wrong key shows at
    // once.
    var prefix = new byte[BLOCK + 2];
    random.nextBytes(prefix);
    prefix[BLOCK] = prefix[BLOCK - 2];
    prefix[BLOCK + 1] = prefix[BLOCK - 1];
    write(prefix);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    digest.update(bytes, offset, count);
    encrypt(bytes, offset, count);
  }

  private void encrypt(byte[] bytes, int offset, int count) throws IOException {
    int done = 0;
    while (done < count) {
      int taken = Math.min(count - done, plain.length - filled);
      System.arraycopy(bytes, offset + done, plain, filled, taken);
      filled += taken;
      done += taken;
      if (filled == plain.length) {
        passOn();
      }
    }
  }

  private void passOn() throws IOException {
    encryption.encrypt(plain, filled, cipher);
    packet.write(cipher, 0, filled);
    filled = 0;
  }

  @Override
  public void close() throws IOException {
    // The code covers its own packet header.
    write(new byte[] {(byte) (0xc0 | PacketTag.INTEGRITY), CODE_LENGTH});
    encrypt(digest.digest(), 0, CODE_LENGTH);
    passOn();
    packet.close();
  }
}
