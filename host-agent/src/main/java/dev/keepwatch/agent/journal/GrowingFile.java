package dev.keepwatch.agent.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that grows and is cut back to a known length when a run goes on. Writes are buffered.
final class GrowingFile extends OutputStream {

  private static final int BUFFER = 64 * 1024;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

  /// @param length how much of it counts; what stands behind is dropped
  /// @throws IOException if the file is shorter
  GrowingFile(Path file, long length) throws IOException {
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.size() < length) {
        throw new JournalException(file + " is shorter than its journal says");
      }
      channel.truncate(length);
      channel.position(length);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    if (length > buffer.remaining()) {
      flush();
    }
    if (length > buffer.capacity()) {
      drain(ByteBuffer.wrap(data, offset, length));
    } else {
      buffer.put(data, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    drain(buffer.flip());
    buffer.clear();
  }

  private void drain(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Returns when everything that was written is on the disk.
  ///
  /// @return how long the file is then
  long sync() throws IOException {
    flush();
    channel.force(true);
    return channel.position();
  }

  /// What has not been flushed is dropped.
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
