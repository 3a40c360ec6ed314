package dev.keepwatch.agent.rsync;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// Makes the newer state of a file from the basis and a delta.
///
/// A delta says nothing by which its result could be checked; that it belongs to this basis is the
/// caller's knowledge.
public final class DeltaPatch {
  private static final int PIECE = 1 << 15;

  private final SeekableByteChannel basis;
  private final long basisBytes;
  private final InputStream delta;
  private final OutputStream result;
  private final long limitBytes;
  private final byte[] piece = new byte[PIECE];
  private long resultBytes;

  private DeltaPatch(
      SeekableByteChannel basis, InputStream delta, OutputStream result, long limitBytes)
      throws IOException {
    this.basis = basis;
    this.basisBytes = basis.size();
    this.delta = new BufferedInputStream(delta);
    this.result = result;
    this.limitBytes = limitBytes;
  }

  /// Reads the delta, which must be all that the stream holds, and writes the result. Closes
  /// nothing.
  ///
  /// @param limitBytes the longest that the result may become: a few bytes of delta can make it as
  ///   long as they like
  /// @return how long the result is
  /// @throws DeltaFormatException if the delta is not sound, does not fit the basis, or makes too
  ///   much
  public static long apply(
      SeekableByteChannel basis, InputStream delta, OutputStream result, long limitBytes)
      throws IOException {
    return new DeltaPatch(basis, delta, result, limitBytes).run();
  }

  private long run() throws IOException {
    long magic = number(Integer.BYTES);
    if (magic != DeltaCommands.MAGIC) {
      throw new DeltaFormatException(
          "this is not a delta: it begins with %08x, not with %08x"
              .formatted(magic, DeltaCommands.MAGIC));
    }
    int opcode = opcode();
    while (opcode != DeltaCommands.END) {
      execute(opcode);
      opcode = opcode();
    }
    if (delta.read() >= 0) {
      throw new DeltaFormatException("the delta goes on after its end");
    }
    return resultBytes;
  }

  private void execute(int opcode) throws IOException {
    if (opcode <= DeltaCommands.LONGEST_SHORT_LITERAL) {
      literal(opcode);
    } else if (opcode < DeltaCommands.COPY) {
      literal(number(1 << (opcode - DeltaCommands.LITERAL)));
    } else if (opcode < DeltaCommands.FIRST_RESERVED) {
      int sizes = opcode - DeltaCommands.COPY;
      long offset = number(1 << (sizes >> 2));
      copy(offset, number(1 << (sizes & 3)));
    } else {
      throw new DeltaFormatException("the delta holds an unknown command %02x".formatted(opcode));
    }
  }

  private void literal(long length) throws IOException {
    announce(length);
    for (long left = length; left > 0; ) {
      int read = delta.read(piece, 0, (int) Math.min(PIECE, left));
      if (read < 0) {
        throw cut();
      }
      result.write(piece, 0, read);
      left -= read;
    }
  }

  private void copy(long offset, long length) throws IOException {
    if (offset < 0 || length < 0 || offset > basisBytes || length > basisBytes - offset) {
      throw new DeltaFormatException(
          "the delta copies %s bytes from %s on, but the basis has %d: it belongs to another state of the file"
              .formatted(Long.toUnsignedString(length), Long.toUnsignedString(offset), basisBytes));
    }
    announce(length);
    basis.position(offset);
    for (long left = length; left > 0; ) {
      int read = basis.read(ByteBuffer.wrap(piece, 0, (int) Math.min(PIECE, left)));
      if (read < 0) {
        throw new EOFException("the basis became shorter while it was read");
      }
      result.write(piece, 0, read);
      left -= read;
    }
  }

  private void announce(long length) throws DeltaFormatException {
    if (length <= 0) {
      throw new DeltaFormatException(
          "the delta holds a command for %s bytes".formatted(Long.toUnsignedString(length)));
    }
    if (length > limitBytes - resultBytes) {
      throw new DeltaFormatException(
          "the delta makes more than the %d bytes that there is room for".formatted(limitBytes));
    }
    resultBytes += length;
  }

  private int opcode() throws IOException {
    return (int) number(1);
  }

  private long number(int width) throws IOException {
    long number = 0;
    for (int i = 0; i < width; i++) {
      int next = delta.read();
      if (next < 0) {
        throw cut();
      }
      number = (number << 8) | next;
    }
    return number;
  }

  private static DeltaFormatException cut() {
    return new DeltaFormatException("the delta is cut: it has no end");
  }
}
