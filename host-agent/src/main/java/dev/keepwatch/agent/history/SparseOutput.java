package dev.keepwatch.agent.history;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/// Writes a file and leaves holes where whole blocks are zero.
final class SparseOutput extends OutputStream {

  private static final int BLOCK = 4096;

  private final SeekableByteChannel file;
  private final byte[] block = new byte[BLOCK];
  private int filled;
  private boolean endsInHole;

  /// @param file an empty file; closed with this
  SparseOutput(SeekableByteChannel file) {
    this.file = file;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    int from = offset;
    int left = length;
    while (left > 0) {
      int count = Math.min(left, BLOCK - filled);
      System.arraycopy(data, from, block, filled, count);
      filled += count;
      from += count;
      left -= count;
      if (filled == BLOCK) {
        writeBlock();
      }
    }
  }

  private void writeBlock() throws IOException {
    endsInHole = isZero();
    if (endsInHole) {
      file.position(file.position() + filled);
    } else {
      writeFully(ByteBuffer.wrap(block, 0, filled));
    }
    filled = 0;
  }

  private boolean isZero() {
    for (int i = 0; i < filled; i++) {
      if (block[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /// A file cannot end in a hole that nothing was written behind, so its last byte is.
  @Override
  public void close() throws IOException {
    try (file) {
      if (filled > 0) {
        writeBlock();
      }
      if (endsInHole) {
        file.position(file.position() - 1);
        writeFully(ByteBuffer.allocate(1));
      }
    }
  }
}
