package dev.keepwatch.agent.deflate;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/// Deflates what is written to it, on the workers of a pool, into one valid stream.
///
/// Only the writing thread touches the sink, and in order. A few chunks are under way at a time;
/// when all are, writing waits for the oldest, so memory stays the same however much is written.
///
/// [#close] ends the stream, not the sink. A stream that is given up is simply not closed: it has
/// no end mark then, and holds no thread. After a failure nothing more is written, and `close`
/// reports the failure again.
public final class DeflateOutput extends OutputStream {
  /// An empty last block: every chunk before it was flushed to a byte boundary.
  private static final byte[] LAST_BLOCK = {3, 0};

  private final OutputStream sink;
  private final Framing framing;
  private final DeflatePool pool;
  private final int mostInFlight;
  private final Checksum checksum;
  private final ArrayDeque<Future<Chunk>> inFlight = new ArrayDeque<>();
  private final ArrayDeque<Chunk> spare = new ArrayDeque<>();
  private Chunk current = new Chunk();
  private long length;
  private boolean begun;
  private boolean closed;
  private @Nullable IOException failure;

  public DeflateOutput(OutputStream sink, Framing framing, DeflatePool pool) {
    this.sink = sink;
    this.framing = framing;
    this.pool = pool;
    this.mostInFlight = pool.chunksInFlight();
    this.checksum = framing.checksum();
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (closed) {
      throw new IOException("this compressed stream has been ended already");
    }
    guarded(() -> take(bytes, offset, count));
  }

  private void take(byte[] bytes, int offset, int count) throws IOException {
    if (framing != Framing.RAW) {
      checksum.update(bytes, offset, count);
    }
    length += count;
    int done = 0;
    while (done < count) {
      done += current.fill(bytes, offset + done, count - done);
      if (current.isFull()) {
        dispatch();
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    guarded(this::finish);
  }

  private void finish() throws IOException {
    if (!current.isEmpty()) {
      dispatch();
    }
    while (!inFlight.isEmpty()) {
      writeOldest();
    }
    begin();
    sink.write(LAST_BLOCK);
    sink.write(framing.trailer(checksum, length));
    sink.flush();
    spare.clear();
  }

  private void dispatch() throws IOException {
    while (inFlight.size() >= mostInFlight) {
      writeOldest();
    }
    @Nullable Chunk recycled = spare.poll();
    Chunk next = recycled != null ? recycled : new Chunk();
    next.clear();
    next.follow(current);
    try {
      inFlight.add(pool.submit(current));
    } catch (RejectedExecutionException e) {
      throw new IOException("the workers that compress have been stopped", e);
    }
    current = next;
  }

  private void writeOldest() throws IOException {
    Chunk chunk = await(inFlight.remove());
    begin();
    chunk.writeTo(sink);
    spare.add(chunk);
  }

  private void begin() throws IOException {
    if (!begun) {
      begun = true;
      sink.write(framing.header());
    }
  }

  private static Chunk await(Future<Chunk> result) throws IOException {
    try {
      return result.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while compressing").initCause(e);
    } catch (ExecutionException e) {
      throw new IOException("compressing failed: " + e.getCause(), e);
    }
  }

  private void guarded(Step step) throws IOException {
    if (failure != null) {
      throw new IOException("writing failed before, the stream is incomplete", failure);
    }
    try {
      step.run();
    } catch (IOException e) {
      giveUp(e);
      throw e;
    } catch (RuntimeException | Error e) {
      giveUp(new IOException(e));
      throw e;
    }
  }

  private void giveUp(IOException reason) {
    failure = reason;
    inFlight.forEach(result -> result.cancel(false));
    inFlight.clear();
    spare.clear();
  }

  private interface Step {
    void run() throws IOException;
  }
}
