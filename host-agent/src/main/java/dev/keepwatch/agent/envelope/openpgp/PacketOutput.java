package dev.keepwatch.agent.envelope.openpgp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/// A packet whose length is not known beforehand: it is written in parts of a fixed size and a last
/// one.
///
/// Closing writes the last part; before that every reader sees the packet as unfinished.
final class PacketOutput extends OutputStream {
  private static final int PART_EXPONENT = 16;
  private static final int PART = 1 << PART_EXPONENT;

  private final OutputStream out;
  private final byte[] part = new byte[PART];
  private int filled;

  PacketOutput(OutputStream out, int tag) throws IOException {
    this.out = out;
    out.write(header(tag));
  }

  /// Writes a packet that is known as a whole.
  static void write(OutputStream out, int tag, byte[] body) throws IOException {
    var packet = new ByteArrayOutputStream(body.length + 6);
    packet.write(header(tag));
    packet.writeBytes(length(body.length));
    packet.writeBytes(body);
    packet.writeTo(out);
  }

  private static int header(int tag) {
    return 0xc0 | tag;
  }

  private static byte[] length(int length) {
    if (length < 192) {
      return new byte[] {(byte) length};
    }
    if (length < 8384) {
      int rest = length - 192;
      return new byte[] {(byte) (192 + (rest >> 8)), (byte) rest};
    }
    return new byte[] {
      (byte) 0xff, (byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length
    };
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    int done = 0;
    while (done < count) {
      if (filled == PART) {
        out.write(0xe0 | PART_EXPONENT);
        out.write(part, 0, PART);
        filled = 0;
      }
      int taken = Math.min(count - done, PART - filled);
      System.arraycopy(bytes, offset + done, part, filled, taken);
      filled += taken;
      done += taken;
    }
  }

  @Override
  public void close() throws IOException {
    out.write(length(filled));
    out.write(part, 0, filled);
  }
}
