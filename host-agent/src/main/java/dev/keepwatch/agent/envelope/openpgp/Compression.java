package dev.keepwatch.agent.envelope.openpgp;

import dev.keepwatch.agent.deflate.DeflateOutput;
import dev.keepwatch.agent.deflate.DeflatePool;
import dev.keepwatch.agent.deflate.Framing;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.bouncycastle.apache.bzip2.CBZip2InputStream;
import org.bouncycastle.apache.bzip2.CBZip2OutputStream;

/// How the content of a message is compressed.
public enum Compression {
  /// No compressed packet at all.
  NONE,
  ZIP,
  ZLIB,
  BZIP2;

  private static final int STORED_ID = 0;
  private static final int ZIP_ID = 1;
  private static final int ZLIB_ID = 2;
  private static final int BZIP2_ID = 3;

  /// An old packet header whose length is "all that follows", as `gpg` writes it.
  private static final int TO_THE_END = 0x80 | PacketTag.COMPRESSED << 2 | 3;

  /// Begins a compressed packet. Closing the stream ends it and leaves `out` open.
  ///
  /// @param bzip2Level how large the blocks of bzip2 are
  OutputStream compress(OutputStream out, DeflatePool pool, int bzip2Level) throws IOException {
    return switch (this) {
      case NONE -> throw new IllegalStateException("nothing to begin");
      case ZIP -> {
        out.write(new byte[] {(byte) TO_THE_END, ZIP_ID});
        yield new DeflateOutput(out, Framing.RAW, pool);
      }
      case ZLIB -> {
        out.write(new byte[] {(byte) TO_THE_END, ZLIB_ID});
        yield new DeflateOutput(out, Framing.ZLIB, pool);
      }
      case BZIP2 -> {
        out.write(new byte[] {(byte) TO_THE_END, BZIP2_ID});
        yield new Zipping(out, bzip2Level);
      }
    };
  }

  /// The content of a compressed packet.
  static InputStream decompress(Packet packet) throws IOException {
    int id = packet.readOctet();
    return switch (id) {
      case STORED_ID -> packet;
      case ZIP_ID -> new Inflating(packet, new Inflater(true));
      case ZLIB_ID -> new Inflating(packet, new Inflater());
      case BZIP2_ID -> new Unzipping(packet);
      default ->
          throw Damage.unsupported("is compressed with method " + id + ", which is not known");
    };
  }

  /// Ends the compressed part and leaves what it lies in open.
  private static final class Zipping extends FilterOutputStream {
    Zipping(OutputStream sink, int level) throws IOException {
      super(new CBZip2OutputStream(sink, level));
    }

    @Override
    public void close() throws IOException {
      ((CBZip2OutputStream) out).finish();
    }
  }

  private static final class Inflating extends InflaterInputStream {
    Inflating(InputStream in, Inflater inflater) {
      super(in, inflater, 32 * 1024);
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      int inflated = super.read(into, offset, count);
      if (inflated < 0 && (!inf.finished() || inf.getRemaining() > 0)) {
        throw Damage.damaged("its compressed part has no proper end");
      }
      return inflated;
    }

    @Override
    public void close() {
      // The packets below are closed with the stored stream.
      inf.end();
    }
  }

  /// Bzip2 comes byte by byte; and the inherited way of reading several would swallow an exception.
  private static final class Unzipping extends InputStream {
    private final InputStream unzipped;
    private boolean ended;

    Unzipping(InputStream in) throws IOException {
      unzipped = new CBZip2InputStream(in);
    }

    @Override
    public int read() throws IOException {
      int next = ended ? -1 : unzipped.read();
      ended = next < 0;
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
      int filled = 0;
      while (filled < count && !ended) {
        int next = read();
        if (next >= 0) {
          into[offset + filled++] = (byte) next;
        }
      }
      return filled == 0 && count > 0 ? -1 : filled;
    }
  }
}
