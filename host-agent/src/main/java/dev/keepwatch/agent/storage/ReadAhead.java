package dev.keepwatch.agent.storage;

import dev.keepwatch.agent.stream.BlockInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// A stream that a thread of its own fetches ahead, at most 1 MiB, so that the line is busy while
/// what came is opened.
///
/// What breaks the fetched stream is thrown where it broke, after all that came before it. Closing
/// this ends the thread, which closes the fetched stream.
public final class ReadAhead extends BlockInputStream {

  private static final int BLOCK = 1 << 17;
  private static final int BLOCKS = 8;

  private sealed interface Fetched {

    /// @param length how much of the bytes is content
    @SuppressWarnings("ArrayRecordComponent") // never compared, handed to and fro
    record Block(byte[] bytes, int length) implements Fetched {}

    record End() implements Fetched {}

    record Broken(Throwable why) implements Fetched {}
  }

  private final BlockingQueue<Fetched> fetched = new ArrayBlockingQueue<>(BLOCKS + 1);
  private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(BLOCKS);
  private final Thread fetcher;
  private Fetched current = new Fetched.Block(new byte[0], 0);
  private int position;
  private boolean closed;

  /// @param stream is closed when this is
  public ReadAhead(InputStream stream) {
    for (int i = 0; i < BLOCKS; i++) {
      free.add(new byte[0]); // becomes a block when it is needed
    }
    fetcher = Thread.ofVirtual().name("read-ahead").start(() -> fetch(stream));
  }

  private void fetch(InputStream stream) {
    try {
      fetched.put(all(stream));
    } catch (InterruptedException e) {
      // Nobody wants more.
    } finally {
      letGo(stream);
    }
  }

  private static void letGo(InputStream stream) {
    Thread.interrupted(); // this thread ends here; the stream shall not be closed by halves
    try {
      stream.close();
    } catch (IOException | RuntimeException e) {
      // What fails now changes nothing in what was read.
    }
  }

  /// Fetches block after block.
  ///
  /// @return how it ended
  private Fetched all(InputStream stream) throws InterruptedException {
    try {
      while (true) {
        byte[] bytes = free.take();
        Filling filling = new Filling(bytes.length == 0 ? new byte[BLOCK] : bytes);
        try {
          if (!filling.fill(stream)) {
            return new Fetched.End();
          }
        } finally {
          if (filling.length > 0) {
            fetched.put(new Fetched.Block(filling.bytes, filling.length));
          }
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      return new Fetched.Broken(e);
    }
  }

  /// A block that grows until it is full or the stream ends or breaks.
  private static final class Filling {
    private final byte[] bytes;
    private int length;

    Filling(byte[] bytes) {
      this.bytes = bytes;
    }

    /// @return whether more may follow
    boolean fill(InputStream stream) throws IOException {
      while (length < bytes.length) {
        int read = stream.read(bytes, length, bytes.length - length);
        if (read < 0) {
          return false;
        }
        length += read;
      }
      return true;
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (closed) {
      throw new IOException("the stream is closed");
    }
    while (true) {
      switch (current) {
        case Fetched.Block(var bytes, var length) when position < length -> {
          int read = Math.min(count, length - position);
          System.arraycopy(bytes, position, buffer, offset, read);
          position += read;
          return read;
        }
        case Fetched.Block used -> next(used.bytes());
        case Fetched.End() -> {
          return -1;
        }
        case Fetched.Broken(var why) -> throw thrown(why);
      }
    }
  }

  private void next(byte[] used) throws IOException {
    if (used.length > 0) {
      free.add(used);
    }
    try {
      current = fetched.take();
      position = 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a file was read");
    }
  }

  private static IOException thrown(Throwable why) {
    return switch (why) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> new IOException(why);
    };
  }

  @Override
  public void close() {
    closed = true;
    fetcher.interrupt();
    try {
      fetcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
