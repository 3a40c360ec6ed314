package dev.keepwatch.agent.deflate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;

/// A piece of the input on its way through a worker, with the buffers that it lives in.
///
/// It is filled by the writer, then belongs to a worker, then to the writer again, who recycles it:
/// at no time to both. Its deflate blocks begin and end on a byte boundary and none is the last of
/// the stream, so that pieces can be laid one after the other.
final class Chunk {
  static final int SIZE = 128 * 1024;
  private static final int WINDOW = 32 * 1024;
  private static final int STORED_BLOCK = 65_535;

  private final byte[] input = new byte[SIZE];
  private final byte[] window = new byte[WINDOW];
  private final byte[] output = new byte[SIZE];
  private int length;
  private int windowLength;
  private int outputLength;
  private boolean stored;

  void clear() {
    length = 0;
    windowLength = 0;
  }

  /// Takes the end of the piece before this one, in which repetitions may be found.
  void follow(Chunk previous) {
    windowLength = Math.min(WINDOW, previous.length);
    System.arraycopy(previous.input, previous.length - windowLength, window, 0, windowLength);
  }

  /// Takes as many of the bytes as fit, and says how many.
  int fill(byte[] bytes, int offset, int count) {
    int taken = Math.min(count, SIZE - length);
    System.arraycopy(bytes, offset, input, length, taken);
    length += taken;
    return taken;
  }

  boolean isFull() {
    return length == SIZE;
  }

  boolean isEmpty() {
    return length == 0;
  }

  void deflate(Deflater deflater) {
    stored = !CompressibilityProbe.isCompressible(window, windowLength, input, length);
    if (stored) {
      return;
    }
    deflater.reset();
    deflater.setDictionary(window, 0, windowLength);
    deflater.setInput(input, 0, length);
    outputLength = deflater.deflate(output, 0, output.length, Deflater.SYNC_FLUSH);
    // A full buffer means that deflating made it no smaller; storing costs five bytes in 64 KiB.
    stored = outputLength == output.length;
  }

  void writeTo(OutputStream sink) throws IOException {
    if (!stored) {
      sink.write(output, 0, outputLength);
      return;
    }
    for (int start = 0; start < length; start += STORED_BLOCK) {
      int size = Math.min(STORED_BLOCK, length - start);
      byte[] header = {0, (byte) size, (byte) (size >> 8), (byte) ~size, (byte) (~size >> 8)};
      sink.write(header);
      sink.write(input, start, size);
    }
  }
}
