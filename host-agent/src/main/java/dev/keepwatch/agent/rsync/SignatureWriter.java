package dev.keepwatch.agent.rsync;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/// Writes the signature of a file that is fed to it from its beginning to its end.
///
/// What is written is readable for every duplicity: rollsum and eight bytes of MD4 for each block.
public final class SignatureWriter {
  private final SignatureHeader header;
  private final int blockLength;
  private final SinkBuffer records;
  private final Md4 md4 = new Md4();
  private final byte[] strong = new byte[Md4.LENGTH];

  /// The beginning of a block whose end has not come yet.
  private byte[] begun = new byte[0];

  private int begunLength;
  private boolean headerWritten;
  private boolean finished;

  public SignatureWriter(int blockLength, OutputStream sink) {
    if (blockLength < 1 || blockLength > BlockLength.MAX) {
      throw new IllegalArgumentException("a block cannot be " + blockLength + " bytes long");
    }
    this.header = SignatureHeader.ofNew(blockLength);
    this.blockLength = blockLength;
    this.records = new SinkBuffer(sink);
  }

  /// How long the signature of a file of this size is.
  public static long sizeOf(long fileSizeBytes, int blockLength) {
    if (fileSizeBytes < 0 || blockLength < 1) {
      throw new IllegalArgumentException(
          "no file of " + fileSizeBytes + " bytes has blocks of " + blockLength);
    }
    long blocks = Math.ceilDiv(fileSizeBytes, (long) blockLength);
    return SignatureHeader.BYTES + blocks * SignatureHeader.ofNew(blockLength).recordBytes();
  }

  public void update(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    writeHeaderOnce();
    int end = offset + length;
    int at = offset;
    if (begunLength > 0) {
      at += begin(buffer, at, Math.min(length, blockLength - begunLength));
    }
    for (; blockLength <= end - at; at += blockLength) {
      writeBlock(buffer, at, blockLength);
    }
    begin(buffer, at, end - at);
  }

  /// Writes the last block, which may be short. The sink stays open.
  public void finish() throws IOException {
    writeHeaderOnce();
    finished = true;
    if (begunLength > 0) {
      writeBlock(begun, 0, begunLength);
    }
    records.drain();
  }

  private void writeHeaderOnce() throws IOException {
    if (finished) {
      throw new IllegalStateException("this signature is finished");
    }
    if (!headerWritten) {
      records.write(header.bytes(), 0, SignatureHeader.BYTES);
      headerWritten = true;
    }
  }

  private int begin(byte[] buffer, int offset, int length) throws IOException {
    if (length > 0 && begun.length == 0) {
      begun = new byte[blockLength];
    }
    System.arraycopy(buffer, offset, begun, begunLength, length);
    begunLength += length;
    if (begunLength == blockLength) {
      writeBlock(begun, 0, blockLength);
      begunLength = 0;
    }
    return length;
  }

  private void writeBlock(byte[] buffer, int offset, int length) throws IOException {
    md4.hash(buffer, offset, length, strong);
    records.number(Rollsum.of(buffer, offset, length), Integer.BYTES);
    records.write(strong, 0, header.strongLength());
  }
}
