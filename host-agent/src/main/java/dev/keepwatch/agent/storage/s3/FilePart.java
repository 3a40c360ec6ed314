package dev.keepwatch.agent.storage.s3;

import dev.keepwatch.agent.pace.Pace;
import dev.keepwatch.agent.stream.BlockInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/// A stretch of a local file as the body of a request. It is read anew for each attempt, and held
/// in memory never.
final class FilePart implements ContentStreamProvider, AutoCloseable {

  static final String MEDIA_TYPE = "application/octet-stream";

  private final Path file;
  private final long offset;
  private final long length;
  private final Pace pace;
  private final int readsUnsent;
  private int reads;
  private @Nullable InputStream current;

  /// @param readsUnsent how often the SDK reads the content before it sends it, to sign it
  FilePart(Path file, long offset, long length, Pace pace, int readsUnsent) {
    this.file = file;
    this.offset = offset;
    this.length = length;
    this.pace = pace;
    this.readsUnsent = readsUnsent;
  }

  RequestBody body() {
    return RequestBody.fromContentProvider(this, length, MEDIA_TYPE);
  }

  @Override
  public InputStream newStream() {
    try {
      close();
      InputStream stream =
          new Stretch(Files.newByteChannel(file).position(offset), length, nextPace());
      current = stream;
      return stream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Only what is sent is slowed down.
  private Pace nextPace() {
    boolean sent = reads % (readsUnsent + 1) == readsUnsent;
    reads++;
    return sent ? pace : Pace.NONE;
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
    }
  }

  private static final class Stretch extends BlockInputStream {
    private final SeekableByteChannel channel;
    private final Pace pace;
    private long left;

    Stretch(SeekableByteChannel channel, long length, Pace pace) {
      this.channel = channel;
      this.pace = pace;
      this.left = length;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
      if (left == 0) {
        return -1;
      }
      int step = pace.isNone() ? count : Math.min(count, Pace.STEP);
      int read = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(step, left)));
      if (read < 0) {
        throw new EOFException("the file became shorter while it was stored");
      }
      left -= read;
      pace.await(read);
      return read;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
