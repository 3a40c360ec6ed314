package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.envelope.EnvelopeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The content of an encrypted message on its way out; it ends only after everything around it was
/// found good.
///
/// This is the border: whatever goes wrong in decoding becomes an [EnvelopeException]. Only a
/// failure of the stored stream itself passes as it is.
final class MessageInput extends InputStream {
  private static final int MOST_SESSION_KEYS = 64;

  /// To try a passphrase on one of them takes up to half a second, on purpose.
  private static final int MOST_PASSPHRASES = 8;

  private final StoredInput stored;
  private final PacketReader outer;
  private @Nullable PacketReader encrypted;
  private @Nullable InputStream decompressed;
  private @Nullable SignedContent content;
  private @Nullable IOException failure;
  private boolean ended;

  private MessageInput(StoredInput stored) {
    this.stored = stored;
    this.outer = new PacketReader(stored);
  }

  /// Reads the message's beginning, up to where the content starts.
  static MessageInput open(InputStream stored, SessionKeyFinder finder, SignaturePolicy policy)
      throws IOException {
    var message = new MessageInput(new StoredInput(stored));
    message.guarded(() -> message.begin(finder, policy));
    return message;
  }

  private int begin(SessionKeyFinder finder, SignaturePolicy policy) throws IOException {
    InputStream plain = decrypt(outer.require(), finder);
    encrypted = new PacketReader(plain);
    PacketReader packets = encrypted;
    Packet first = packets.require();
    if (first.tag() == PacketTag.COMPRESSED) {
      decompressed = Compression.decompress(first);
      packets = new PacketReader(decompressed);
      first = packets.require();
    }
    content = new SignedContent(packets, first, policy);
    return 0;
  }

  private InputStream decrypt(Packet first, SessionKeyFinder finder) throws IOException {
    var packet = first;
    while (true) {
      switch (packet.tag()) {
        case PacketTag.RECIPIENT ->
            RecipientPacket.parse(packet.readWhole()).ifPresent(finder::add);
        case PacketTag.PASSPHRASE -> finder.add(PassphrasePacket.parse(packet.readWhole()));
        case PacketTag.MARKER -> packet.readWhole();
        case PacketTag.ENCRYPTED -> {
          return decryptProtected(packet, finder);
        }
        case PacketTag.ENCRYPTED_AEAD -> {
          return new AeadInput(packet, finder.find(key -> true));
        }
        case PacketTag.ENCRYPTED_WITHOUT_INTEGRITY ->
            throw Damage.unsupported(
                "has no integrity code, so that nobody could tell if it was altered");
        default -> throw Damage.damaged("it is not an encrypted OpenPGP message");
      }
      if (finder.size() > MOST_SESSION_KEYS) {
        throw Damage.unsupported("has more than " + MOST_SESSION_KEYS + " recipients");
      }
      if (finder.passphrases() > MOST_PASSPHRASES) {
        throw Damage.unsupported("is for more than " + MOST_PASSPHRASES + " passphrases");
      }
      packet = outer.require();
    }
  }

  private static InputStream decryptProtected(Packet packet, SessionKeyFinder finder)
      throws IOException {
    if (packet.readOctet() != 1) {
      throw Damage.unsupported("is encrypted in a way that is newer than this program");
    }
    var head = new byte[ProtectedInput.HEAD];
    packet.readFully(head);
    return new ProtectedInput(head, packet, finder.find(key -> ProtectedInput.fits(head, key)));
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
    return guarded(() -> readOrFinish(into, offset, count));
  }

  private int readOrFinish(byte[] into, int offset, int count) throws IOException {
    if (ended || content == null || encrypted == null) {
      return -1;
    }
    int read = content.read(into, offset, count);
    if (read < 0) {
      List<byte[]> signatures = content.readSignatures();
      encrypted.requireEnd();
      outer.requireEnd();
      content.requireGood(signatures);
      ended = true;
    }
    return read;
  }

  private int guarded(Step step) throws IOException {
    rethrow();
    try {
      return step.run();
    } catch (IOException e) {
      boolean clear = e instanceof EnvelopeException || stored.failedWith(e);
      failure = clear ? e : Damage.damaged("it cannot be decoded", e);
      throw failure;
    } catch (RuntimeException e) {
      failure = Damage.damaged("it cannot be decoded", e);
      throw failure;
    }
  }

  private void rethrow() throws IOException {
    if (failure instanceof EnvelopeException known) {
      throw new EnvelopeException(known.reason(), String.valueOf(known.getMessage()), known);
    }
    if (failure != null) {
      throw new IOException("reading failed before", failure);
    }
  }

  @Override
  public void close() throws IOException {
    if (!ended && failure == null) {
      failure = Damage.damaged("it was closed before its end");
    }
    if (decompressed != null) {
      decompressed.close();
    }
    stored.close();
  }

  private interface Step {
    int run() throws IOException;
  }
}
