package dev.keepwatch.agent.envelope;

import static dev.keepwatch.agent.envelope.EnvelopeException.Reason.DAMAGED;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Reads gzip members up to the end of the data, and each member's checksum and length with it.
///
/// The JDK's own stream believes what stands behind a member to be none of its business; here
/// anything that is not another member is damage.
final class GzipInput extends InputStream {
  private static final int HAS_HEADER_CHECKSUM = 2;
  private static final int HAS_EXTRA = 4;
  private static final int HAS_NAME = 8;
  private static final int HAS_COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final InputStream stored;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 contentChecksum = new CRC32();
  private final CRC32 headerChecksum = new CRC32();
  private final byte[] buffer = new byte[64 * 1024];
  private int position;
  private int limit;
  private boolean anyMember;
  private boolean inMember;
  private boolean ended;
  private @Nullable IOException failure;

  GzipInput(InputStream stored) {
    this.stored = stored;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    rethrow();
    if (count == 0) {
      return 0;
    }
    try {
      return inflate(into, offset, count);
    } catch (IOException e) {
      failure = e;
      throw e;
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

  private int inflate(byte[] into, int offset, int count) throws IOException {
    while (!ended) {
      if (!inMember && !readHeader()) {
        ended = true;
        inflater.end();
        break;
      }
      int inflated = inflateSome(into, offset, count);
      if (inflater.finished()) {
        readTrailer();
      }
      if (inflated > 0) {
        return inflated;
      }
    }
    return -1;
  }

  private int inflateSome(byte[] into, int offset, int count) throws IOException {
    try {
      int inflated = inflater.inflate(into, offset, count);
      if (inflated == 0 && inflater.needsInput() && !inflater.finished()) {
        requireMore();
        inflater.setInput(buffer, position, limit - position);
        position = limit;
      } else if (inflater.needsDictionary()) {
        throw damaged("it asks for a dictionary");
      }
      contentChecksum.update(into, offset, inflated);
      return inflated;
    } catch (DataFormatException e) {
      throw new EnvelopeException(
          DAMAGED, "the compressed data is damaged (" + e.getMessage() + "); use another copy", e);
    }
  }

  /// Reads the head of the next member, or finds that there is none.
  private boolean readHeader() throws IOException {
    if (position == limit && !fill()) {
      if (!anyMember) {
        throw damaged("it is empty");
      }
      return false;
    }
    headerChecksum.reset();
    if (headerByte() != 0x1f || headerByte() != 0x8b) {
      throw damaged(
          anyMember ? "something else stands behind its end" : "it does not begin as gzip");
    }
    int method = headerByte();
    int flags = headerByte();
    if (method != 8 || (flags & RESERVED) != 0) {
      throw damaged("its header is not one of gzip");
    }
    // Time (four bytes), a hint about the level, and the operating system.
    skipHeader(6);
    readOptionalFields(flags);
    anyMember = true;
    inMember = true;
    inflater.reset();
    contentChecksum.reset();
    return true;
  }

  private void readOptionalFields(int flags) throws IOException {
    if ((flags & HAS_EXTRA) != 0) {
      skipHeader(headerByte() | headerByte() << 8);
    }
    if ((flags & HAS_NAME) != 0) {
      skipHeaderText();
    }
    if ((flags & HAS_COMMENT) != 0) {
      skipHeaderText();
    }
    if ((flags & HAS_HEADER_CHECKSUM) != 0) {
      int expected = (int) headerChecksum.getValue() & 0xffff;
      if ((headerByte() | headerByte() << 8) != expected) {
        throw damaged("the checksum of its header does not fit");
      }
    }
  }

  private void readTrailer() throws IOException {
    position -= inflater.getRemaining();
    long checksum = littleEndian();
    long length = littleEndian();
    if (checksum != contentChecksum.getValue()
        || length != (inflater.getBytesWritten() & 0xffff_ffffL)) {
      throw damaged("its checksum does not fit its content");
    }
    inMember = false;
  }

  private long littleEndian() throws IOException {
    long value = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      value |= (long) nextByte() << shift;
    }
    return value;
  }

  private void skipHeader(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      headerByte();
    }
  }

  private void skipHeaderText() throws IOException {
    int next;
    do {
      next = headerByte();
    } while (next != 0);
  }

  private int headerByte() throws IOException {
    int next = nextByte();
    headerChecksum.update(next);
    return next;
  }

  private int nextByte() throws IOException {
    if (position == limit) {
      requireMore();
    }
    return buffer[position++] & 0xff;
  }

  private void requireMore() throws IOException {
    if (position == limit && !fill()) {
      throw damaged("it is cut short");
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, stored.read(buffer));
    return limit > 0;
  }

  private static EnvelopeException damaged(String how) {
    return new EnvelopeException(
        DAMAGED, "the gzip file is damaged: " + how + "; use another copy of it");
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    if (!ended && failure == null) {
      failure = new EnvelopeException(DAMAGED, "the stream has been closed before its end");
    }
    stored.close();
  }
}
