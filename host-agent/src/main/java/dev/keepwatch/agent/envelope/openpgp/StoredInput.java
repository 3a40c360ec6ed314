package dev.keepwatch.agent.envelope.openpgp;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The stored bytes, buffered; and the memory of whether reading *them* failed.
///
/// A failure of the disk or the network is not damage of the message, and passes through as it is.
final class StoredInput extends InputStream {
  private final InputStream stored;
  private final byte[] buffer = new byte[64 * 1024];
  private int position;
  private int limit;
  private @Nullable IOException failure;

  StoredInput(InputStream stored) {
    this.stored = stored;
  }

  boolean failedWith(IOException e) {
    return e.equals(failure);
  }

  @Override
  public int read() throws IOException {
    return position < limit || fill() ? buffer[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (position == limit && !fill()) {
      return -1;
    }
    int taken = Math.min(count, limit - position);
    System.arraycopy(buffer, position, into, offset, taken);
    position += taken;
    return taken;
  }

  private boolean fill() throws IOException {
    try {
      position = 0;
      limit = Math.max(0, stored.read(buffer));
      return limit > 0;
    } catch (IOException e) {
      limit = 0;
      failure = e;
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    stored.close();
  }
}
