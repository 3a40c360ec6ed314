package dev.keepwatch.agent.journal;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// A gzip file of several members one behind the other (RFC 1952 §2.2), so that it can be cut
/// between two of them and still be read.
final class GzipPieces extends OutputStream {

  private static final int BUFFER = 8 * 1024;

  private final OutputStream sink;
  private @Nullable OutputStream piece;

  GzipPieces(OutputStream sink) {
    this.sink = sink;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    if (piece == null) {
      piece = new GZIPOutputStream(new Unclosed(sink), BUFFER);
    }
    piece.write(data, offset, length);
  }

  /// Ends the member that is being written, if one is.
  void endPiece() throws IOException {
    if (piece != null) {
      piece.close();
      piece = null;
    }
  }

  /// Lets go of what compresses; the sink stays open.
  @Override
  public void close() throws IOException {
    endPiece();
  }

  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream sink) {
      super(sink);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
      out.write(data, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
