package dev.keepwatch.agent.envelope.openpgp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.AEADBlockCipher;

/// The packet that lets a passphrase open a message (tag 3).
///
/// What is derived from the passphrase is the session key itself; or it decrypts the session key,
/// which then stands in the packet. We write the first form, which is `gpg`'s, and with a fresh
/// salt for each message: the derivation costs some hundredths of a second, and no two messages
/// have anything in common.
final class PassphrasePacket {
  private static final int VERSION = 4;
  private static final int AEAD_VERSION = 5;
  private static final int AEAD_NONCE = 15;

  private final int version;
  private final SymmetricAlgorithm algorithm;
  private final StringToKey stringToKey;
  private final byte[] encryptedKey;

  private PassphrasePacket(
      int version, SymmetricAlgorithm algorithm, StringToKey stringToKey, byte[] encryptedKey) {
    this.version = version;
    this.algorithm = algorithm;
    this.stringToKey = stringToKey;
    this.encryptedKey = encryptedKey;
  }

  static void write(OutputStream out, SymmetricAlgorithm algorithm, StringToKey stringToKey)
      throws IOException {
    var body = new ByteArrayOutputStream();
    body.write(VERSION);
    body.write(algorithm.id());
    body.writeBytes(stringToKey.encoded());
    PacketOutput.write(out, PacketTag.PASSPHRASE, body.toByteArray());
  }

  static PassphrasePacket parse(byte[] body) throws IOException {
    var in = new ByteArrayInputStream(body);
    int version = in.read();
    if (version != VERSION && version != AEAD_VERSION) {
      throw Damage.unsupported("has a passphrase packet of version " + version);
    }
    SymmetricAlgorithm algorithm = SymmetricAlgorithm.of(in.read());
    if (version == AEAD_VERSION && in.read() != AeadInput.OCB) {
      throw Damage.unsupported("is encrypted in a mode that is not known");
    }
    return new PassphrasePacket(version, algorithm, StringToKey.read(in), in.readAllBytes());
  }

  /// The session keys that the passphrases give; which of them is right shows only when it is
  /// tried.
  List<SessionKey> open(PassphraseKeys passphrases) {
    var found = new ArrayList<SessionKey>();
    for (byte[] derived : passphrases.derive(stringToKey, algorithm.keyLength())) {
      var key = new SessionKey(algorithm, derived);
      if (version == AEAD_VERSION) {
        decryptAuthenticated(key).ifPresent(found::add);
      } else if (encryptedKey.length == 0) {
        found.add(key);
      } else {
        decrypt(key).ifPresent(found::add);
      }
    }
    return found;
  }

  private Optional<SessionKey> decrypt(SessionKey key) {
    if (encryptedKey.length > CfbDecryption.STEP) {
      return Optional.empty();
    }
    var decrypted = new byte[encryptedKey.length];
    new CfbDecryption(key).decrypt(encryptedKey, encryptedKey.length, decrypted);
    return SessionKey.ofDecrypted(decrypted[0], Arrays.copyOfRange(decrypted, 1, decrypted.length));
  }

  private Optional<SessionKey> decryptAuthenticated(SessionKey key) {
    int length = encryptedKey.length - AEAD_NONCE;
    if (length < AeadInput.CODE || algorithm.blockLength() != AeadInput.CODE) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(encryptedKey, AEAD_NONCE);
    byte[] data = {
      (byte) (0xc0 | PacketTag.PASSPHRASE), AEAD_VERSION, (byte) algorithm.id(), AeadInput.OCB
    };
    AEADBlockCipher cipher = AeadInput.startChunk(key, nonce, data);
    var decrypted = new byte[length + AeadInput.CODE];
    try {
      int count = cipher.processBytes(encryptedKey, AEAD_NONCE, length, decrypted, 0);
      count += cipher.doFinal(decrypted, count);
      return SessionKey.ofDecrypted(algorithm.id(), Arrays.copyOf(decrypted, count));
    } catch (InvalidCipherTextException e) {
      return Optional.empty();
    }
  }
}
