package dev.keepwatch.agent.envelope.openpgp;

import java.io.IOException;
import java.io.InputStream;

/// A packet: its kind, and its body as a stream that ends where the packet ends.
///
/// A body may be announced as a whole, in parts, or as "all that follows".
final class Packet extends InputStream {
  /// No packet that is read as a whole (keys, signatures) is nearly as long.
  private static final int LONGEST_IN_MEMORY = 64 * 1024;

  private static final int OLD_INDETERMINATE = 3;

  private final InputStream in;
  private final int tag;
  private long remaining;
  private boolean moreParts;
  private boolean toTheEnd;

  private Packet(InputStream in, int tag) {
    this.in = in;
    this.tag = tag;
  }

  static Packet newFormat(InputStream in, int tag) throws IOException {
    var packet = new Packet(in, tag);
    packet.readPartLength();
    return packet;
  }

  static Packet oldFormat(InputStream in, int tag, int lengthType) throws IOException {
    var packet = new Packet(in, tag);
    if (lengthType == OLD_INDETERMINATE) {
      packet.toTheEnd = true;
    } else {
      packet.remaining = packet.number(1 << lengthType);
    }
    return packet;
  }

  int tag() {
    return tag;
  }

  private void readPartLength() throws IOException {
    int first = octet();
    moreParts = first >= 224 && first < 255;
    if (first < 192) {
      remaining = first;
    } else if (first < 224) {
      remaining = ((first - 192L) << 8) + octet() + 192;
    } else if (first == 255) {
      remaining = number(4);
    } else {
      remaining = 1L << (first & 0x1f);
    }
  }

  private long number(int octets) throws IOException {
    long value = 0;
    for (int i = 0; i < octets; i++) {
      value = value << 8 | octet();
    }
    return value;
  }

  private int octet() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw Damage.cutShort();
    }
    return next;
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
    if (toTheEnd) {
      return in.read(into, offset, count);
    }
    while (remaining == 0) {
      if (!moreParts) {
        return -1;
      }
      readPartLength();
    }
    int taken = in.read(into, offset, (int) Math.min(count, remaining));
    if (taken < 0) {
      throw Damage.cutShort();
    }
    remaining -= taken;
    return taken;
  }

  /// Fills the array from the body.
  void readFully(byte[] into) throws IOException {
    if (readNBytes(into, 0, into.length) < into.length) {
      throw Damage.cutShort();
    }
  }

  /// The next octet of the body.
  int readOctet() throws IOException {
    int next = read();
    if (next < 0) {
      throw Damage.cutShort();
    }
    return next;
  }

  /// The whole body of a packet that must be short.
  byte[] readWhole() throws IOException {
    byte[] body = readNBytes(LONGEST_IN_MEMORY + 1);
    if (body.length > LONGEST_IN_MEMORY) {
      throw Damage.damaged("a packet of kind " + tag + " is longer than such packets are");
    }
    return body;
  }
}
