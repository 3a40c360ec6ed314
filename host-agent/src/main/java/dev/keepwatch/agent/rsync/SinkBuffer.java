package dev.keepwatch.agent.rsync;

import java.io.IOException;
import java.io.OutputStream;

/// Gathers the small pieces that signatures and deltas are made of, before they go to the sink.
///
/// It never flushes the sink: that is the business of whoever opened it.
final class SinkBuffer {
  private final OutputStream sink;
  private final byte[] bytes = new byte[4096];
  private int length;

  SinkBuffer(OutputStream sink) {
    this.sink = sink;
  }

  /// Big-endian, in so many bytes.
  void number(long value, int width) throws IOException {
    if (bytes.length - length < width) {
      drain();
    }
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  void write(byte[] source, int offset, int count) throws IOException {
    if (bytes.length - length < count) {
      drain();
    }
    if (count > bytes.length) {
      sink.write(source, offset, count);
      return;
    }
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  void drain() throws IOException {
    sink.write(bytes, 0, length);
    length = 0;
  }
}
