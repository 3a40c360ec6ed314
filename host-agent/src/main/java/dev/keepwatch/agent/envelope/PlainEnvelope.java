package dev.keepwatch.agent.envelope;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// No envelope: the bytes as they are.
///
/// It notices neither damage nor a missing end. Whoever reads it has the digest in the manifest, or
/// has nothing.
public final class PlainEnvelope implements Envelope {
  @Override
  public OutputStream seal(OutputStream sink) {
    return new Unclosed(sink);
  }

  @Override
  public InputStream open(InputStream stored) {
    return stored;
  }

  private static final class Unclosed extends FilterOutputStream {
    private boolean failed;
    private boolean closed;

    Unclosed(OutputStream sink) {
      super(sink);
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      if (closed) {
        throw new IOException("this stream has been ended already");
      }
      boolean written = false;
      try {
        out.write(bytes, offset, count);
        written = true;
      } finally {
        failed |= !written;
      }
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        if (failed) {
          throw new IOException("writing failed before, the stream is incomplete");
        }
        out.flush();
      }
    }
  }
}
