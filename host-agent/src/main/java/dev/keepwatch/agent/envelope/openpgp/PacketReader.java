package dev.keepwatch.agent.envelope.openpgp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A sequence of packets, read one after the other.
final class PacketReader {
  private final InputStream in;
  private @Nullable Packet previous;

  PacketReader(InputStream in) {
    this.in = in;
  }

  /// The next packet, or nothing at the end. The one before must have been read to its end.
  Optional<Packet> next() throws IOException {
    if (previous != null && previous.read() >= 0) {
      throw Damage.damaged("something stands behind its end");
    }
    int header = in.read();
    if (header < 0) {
      return Optional.empty();
    }
    if ((header & 0x80) == 0) {
      throw Damage.damaged("where a packet should begin there is none");
    }
    boolean newFormat = (header & 0x40) != 0;
    var packet =
        newFormat
            ? Packet.newFormat(in, header & 0x3f)
            : Packet.oldFormat(in, (header >> 2) & 0xf, header & 3);
    previous = packet;
    return Optional.of(packet);
  }

  Packet require() throws IOException {
    return next().orElseThrow(Damage::cutShort);
  }

  void requireEnd() throws IOException {
    if (next().isPresent()) {
      throw Damage.damaged("something stands behind its end");
    }
  }
}
