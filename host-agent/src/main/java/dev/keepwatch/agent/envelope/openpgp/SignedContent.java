package dev.keepwatch.agent.envelope.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an encrypted packet holds once it is decrypted and decompressed: announcements of
/// signatures, the content itself, and the signatures in reverse order.
final class SignedContent {
  private static final int MOST_SIGNATURES = 16;

  private final PacketReader packets;
  private final SignaturePolicy policy;
  private final List<OnePassSignature> announced = new ArrayList<>();
  private final List<Optional<SignatureCheck>> checks = new ArrayList<>();
  private final Packet literal;

  /// @param first the first packet, already taken from `packets`
  SignedContent(PacketReader packets, Packet first, SignaturePolicy policy) throws IOException {
    this.packets = packets;
    this.policy = policy;
    var packet = first;
    while (packet.tag() == PacketTag.ONE_PASS_SIGNATURE && announced.size() < MOST_SIGNATURES) {
      announced.add(OnePassSignature.parse(packet.readWhole()));
      packet = packets.require();
    }
    if (packet.tag() != PacketTag.LITERAL) {
      throw Damage.unsupported("holds something else than data (packet " + packet.tag() + ")");
    }
    policy.requireAnnounced(announced);
    for (OnePassSignature signature : announced) {
      checks.add(policy.examine(signature));
    }
    literal = packet;
    skipLiteralHeader();
  }

  private void skipLiteralHeader() throws IOException {
    int format = literal.readOctet();
    if (format != 'b' && format != 't' && format != 'u') {
      throw Damage.unsupported("holds data in a form that is not known");
    }
    literal.readFully(new byte[literal.readOctet()]);
    literal.readFully(new byte[Integer.BYTES]);
  }

  int read(byte[] into, int offset, int count) throws IOException {
    int read = literal.read(into, offset, count);
    if (read > 0) {
      for (Optional<SignatureCheck> check : checks) {
        check.ifPresent(signature -> signature.update(into, offset, read));
      }
    }
    return read;
  }

  /// Reads the signatures; they are judged by [#requireGood], once the integrity of all is known.
  List<byte[]> readSignatures() throws IOException {
    var signatures = new ArrayList<byte[]>();
    for (int i = 0; i < announced.size(); i++) {
      Packet packet = packets.require();
      if (packet.tag() != PacketTag.SIGNATURE) {
        throw Damage.damaged("a signature was announced and does not follow");
      }
      var whole = new ByteArrayOutputStream();
      PacketOutput.write(whole, PacketTag.SIGNATURE, packet.readWhole());
      signatures.addFirst(whole.toByteArray());
    }
    packets.requireEnd();
    return signatures;
  }

  void requireGood(List<byte[]> signatures) throws IOException {
    var good = new ArrayList<OnePassSignature>();
    for (int i = 0; i < signatures.size(); i++) {
      Optional<SignatureCheck> check = checks.get(i);
      if (check.isPresent() && check.get().verify(signatures.get(i))) {
        good.add(announced.get(i));
      }
    }
    policy.requireGood(good);
  }
}
