package dev.keepwatch.agent.archive;

import dev.keepwatch.agent.digest.Digests;
import dev.keepwatch.agent.envelope.Envelope;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/// A file in the spool that is sealed while it is written; its size and digest are those of the
/// sealed bytes.
public final class SealedOutput extends OutputStream {

  /// Counts and digests what reaches the file.
  private static final class Measured extends FilterOutputStream {
    private final MessageDigest digest = Digests.sha1();
    private long bytes;

    Measured(OutputStream file) {
      super(file);
    }

    void closeFile() throws IOException {
      out.close();
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
      out.write(data, offset, length);
      digest.update(data, offset, length);
      bytes += length;
    }
  }

  private final Path file;
  private final Measured measured;
  private final OutputStream sealing;

  /// @param file must not exist yet
  public SealedOutput(Path file, Envelope envelope) throws IOException {
    this.file = file;
    this.measured =
        new Measured(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    try {
      this.sealing = envelope.seal(measured);
    } catch (IOException | RuntimeException e) {
      abandon();
      throw e;
    }
  }

  @Override
  public void write(int b) throws IOException {
    sealing.write(b);
  }

  @Override
  public void write(byte[] data, int offset, int length) throws IOException {
    sealing.write(data, offset, length);
  }

  /// Finishes the envelope and the file.
  @Override
  public void close() throws IOException {
    try (measured) {
      sealing.close();
    }
  }

  /// Lets the file go, unfinished.
  public void abandon() throws IOException {
    measured.closeFile();
    Files.deleteIfExists(file);
  }

  public Path file() {
    return file;
  }

  /// Sealed bytes that have reached the file; compression and sealing may still hold some back.
  public long sealedBytes() {
    return measured.bytes;
  }

  /// The SHA-1 of the sealed file in lower-case hexadecimal digits, once it is closed.
  public String sha1Hex() {
    return Digests.hex(measured.digest);
  }
}
