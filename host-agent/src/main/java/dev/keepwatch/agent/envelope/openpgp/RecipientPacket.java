package dev.keepwatch.agent.envelope.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.bcpg.BCPGOutputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/// The packet that lets the holder of a key open a message (tag 1): the session key, encrypted to
/// it.
///
/// A hidden recipient's packet has zero in place of the key's id.
final class RecipientPacket {
  private static final int VERSION = 3;
  private static final int HEADER = 1 + Long.BYTES + 1;

  private final long keyId;
  private final int algorithm;
  private final byte[] encryptedKey;

  private RecipientPacket(long keyId, int algorithm, byte[] encryptedKey) {
    this.keyId = keyId;
    this.algorithm = algorithm;
    this.encryptedKey = encryptedKey;
  }

  static void write(
      OutputStream out, PGPPublicKey key, boolean hidden, SessionKey session, SecureRandom random)
      throws IOException {
    var generator = new BcPublicKeyKeyEncryptionMethodGenerator(key);
    generator.setSecureRandom(random);
    generator.setUseWildcardRecipient(hidden);
    var cipher = new BcPGPDataEncryptorBuilder(session.algorithm().id());
    var packet = new ByteArrayOutputStream();
    try {
      generator.generate(cipher, session.bytes()).encode(new BCPGOutputStream(packet));
    } catch (PGPException | RuntimeException e) {
      throw new IOException("cannot encrypt to key " + KeyName.ofId(key.getKeyID()), e);
    }
    packet.writeTo(out);
  }

  /// A packet of a version that is not known is somebody else's: nothing.
  static Optional<RecipientPacket> parse(byte[] body) throws IOException {
    if (body.length <= HEADER) {
      throw Damage.cutShort();
    }
    var buffer = ByteBuffer.wrap(body);
    if (buffer.get() != VERSION) {
      return Optional.empty();
    }
    long keyId = buffer.getLong();
    int algorithm = buffer.get() & 0xff;
    return Optional.of(
        new RecipientPacket(keyId, algorithm, Arrays.copyOfRange(body, HEADER, body.length)));
  }

  boolean isHidden() {
    return keyId == 0;
  }

  long keyId() {
    return keyId;
  }

  /// Whether it may be meant for this key.
  boolean mayBeFor(PGPPublicKey key) {
    return isHidden()
        ? key.isEncryptionKey() && algorithm == key.getAlgorithm()
        : keyId == key.getKeyID();
  }

  /// The session key; nothing if it was not encrypted to this key.
  Optional<SessionKey> open(PGPKeyPair key) {
    try {
      var factory = new BcPublicKeyDataDecryptorFactory(key);
      return ofSessionData(factory.recoverSessionData(algorithm, encryptedParts(), VERSION));
    } catch (PGPException | RuntimeException e) {
      // That is how a key that does not fit, or nonsense in the packet, shows itself.
      return Optional.empty();
    }
  }

  private byte[][] encryptedParts() {
    if (algorithm != PublicKeyAlgorithm.ELGAMAL) {
      return new byte[][] {encryptedKey};
    }
    int bits = ByteBuffer.wrap(encryptedKey).getShort() & 0xffff;
    int first = 2 + (bits + 7) / 8;
    return new byte[][] {
      Arrays.copyOf(encryptedKey, first),
      Arrays.copyOfRange(encryptedKey, first, encryptedKey.length)
    };
  }

  private static Optional<SessionKey> ofSessionData(byte[] data) {
    if (data.length < 3) {
      return Optional.empty();
    }
    byte[] key = Arrays.copyOfRange(data, 1, data.length - 2);
    int sum = 0;
    for (byte b : key) {
      sum += b & 0xff;
    }
    int expected = ByteBuffer.wrap(data, data.length - 2, 2).getShort();
    return (short) sum == expected ? SessionKey.ofDecrypted(data[0], key) : Optional.empty();
  }
}
