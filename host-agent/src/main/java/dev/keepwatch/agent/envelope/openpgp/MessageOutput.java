package dev.keepwatch.agent.envelope.openpgp;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// The content of a message on its way in: it is signed, framed as literal data, compressed and
/// encrypted.
///
/// The streams lie in each other; closing ends them from the inside to the outside. After a failure
/// nothing is ended any more, so that the message stays visibly incomplete.
final class MessageOutput extends OutputStream {
  private static final byte[] BINARY_WITHOUT_NAME_AND_DATE = {'b', 0, 0, 0, 0, 0};

  private final OutputStream sink;
  private final ProtectedOutput encrypted;
  private final @Nullable OutputStream compressed;
  private final @Nullable MessageSignature signature;
  private final OutputStream content;
  private final PacketOutput literal;
  private boolean failed;
  private boolean closed;

  MessageOutput(
      OutputStream sink,
      ProtectedOutput encrypted,
      @Nullable OutputStream compressed,
      @Nullable MessageSignature signature)
      throws IOException {
    this.sink = sink;
    this.encrypted = encrypted;
    this.compressed = compressed;
    this.signature = signature;
    this.content = compressed != null ? compressed : encrypted;
    if (signature != null) {
      signature.announce(content);
    }
    literal = new PacketOutput(content, PacketTag.LITERAL);
    literal.write(BINARY_WITHOUT_NAME_AND_DATE);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    if (closed) {
      throw new IOException("this encrypted stream has been ended already");
    }
    requireSound();
    failed = true;
    if (signature != null) {
      signature.update(bytes, offset, count);
    }
    literal.write(bytes, offset, count);
    failed = false;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    requireSound();
    literal.close();
    if (signature != null) {
      signature.deliver(content);
    }
    if (compressed != null) {
      compressed.close();
    }
    encrypted.close();
    sink.flush();
  }

  private void requireSound() throws IOException {
    if (failed) {
      throw new IOException("writing failed before, the stream is incomplete");
    }
  }
}
